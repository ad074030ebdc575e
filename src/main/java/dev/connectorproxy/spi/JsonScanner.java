package dev.connectorproxy.spi;

import java.util.Arrays;

/// Decides whether bytes are one JSON value (RFC 8259) in UTF-8 (RFC 3629), in one pass and without building anything.
/// Responses of up to 10 MiB pass through here, and the events of a parser cost several times as much as this scan.
final class JsonScanner {
    private static final int NO = JsonTokens.NO;

    private final byte[] in;
    private final JsonTokens tokens;
    private final int maxDepth;
    private final boolean marksRows;
    private boolean[] objects = new boolean[32]; // at each depth: is it an object?
    private int[] marks = new int[4 * 16]; // of the members at depth 1
    private int members;
    private int[] rows = {};
    private int rowMarks;
    private int valueEnd;
    private int depth;

    JsonScanner(byte[] in, int maxDepth) {
        this(in, maxDepth, false);
    }

    /// @param marksRows whether [#rows()] will be called
    JsonScanner(byte[] in, int maxDepth, boolean marksRows) {
        this.in = in;
        this.tokens = new JsonTokens(in);
        this.maxDepth = maxDepth;
        this.marksRows = marksRows;
    }

    /// The positions of the members if the value is an object: for each the begin and end of its name, including the
    /// quotes, and of its value. Valid after [#isOneValue()] returned true.
    int[] members() {
        return Arrays.copyOf(marks, 4 * members);
    }

    /// The positions of the rows, in order: for each the begin and end. A row is an object in an array that is the
    /// whole value or a member of the object that is the whole value. Valid after [#isOneValue()] returned true.
    int[] rows() {
        return Arrays.copyOf(rows, rowMarks);
    }

    /// Whether the text is already in its shortest form: without white space and unnecessary escapes.
    boolean isCompact() {
        return tokens.areCompact();
    }

    boolean isOneValue() {
        int at = tokens.space(0);
        do {
            at = value(at);
            valueEnd = at;
            at = at < 0 ? NO : afterValue(at);
        } while (at >= 0 && depth > 0);
        return at == in.length;
    }

    /// Skips a scalar or an empty container, or the opening of containers and the scalar that follows; returns the next
    /// position.
    private int value(int from) {
        int at = from;
        while (true) {
            int c = tokens.peek(at);
            switch (c) {
                case '"' -> {
                    return tokens.string(at);
                }
                case '{', '[' -> {
                    if (!open(c == '{', at)) {
                        return NO;
                    }
                    at = tokens.space(at + 1);
                    if (tokens.peek(at) == (c == '{' ? '}' : ']')) {
                        return close(c == '{', at);
                    }
                    at = c == '{' ? key(at) : at;
                    if (at < 0) {
                        return NO;
                    }
                }
                case 't' -> {
                    return tokens.word("true", at);
                }
                case 'f' -> {
                    return tokens.word("false", at);
                }
                case 'n' -> {
                    return tokens.word("null", at);
                }
                default -> {
                    return tokens.number(at);
                }
            }
        }
    }

    /// Skips what follows a value: closing brackets, or the comma (and key) before the next value; returns the next
    /// position.
    private int afterValue(int from) {
        int at = tokens.space(from);
        while (depth > 0) {
            boolean object = objects[depth];
            int c = tokens.peek(at);
            if (depth == 1 && object) {
                marks[4 * members - 1] = valueEnd;
            }
            if (c == ',') {
                at = tokens.space(at + 1);
                return object ? key(at) : at;
            }
            if (c != (object ? '}' : ']')) {
                return NO;
            }
            valueEnd = close(object, at);
            at = tokens.space(valueEnd);
        }
        return at;
    }

    private boolean open(boolean object, int at) {
        if (object && amongRows()) {
            rowMark(at);
        }
        if (++depth > maxDepth) {
            return false;
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth] = object;
        return true;
    }

    private int close(boolean object, int at) {
        depth--;
        if (object && amongRows()) {
            rowMark(at + 1);
        }
        return at + 1;
    }

    private boolean amongRows() {
        return marksRows && (depth == 1 && !objects[1] || depth == 2 && objects[1] && !objects[2]);
    }

    private void rowMark(int at) {
        if (rowMarks == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(2 * 128, 2 * rows.length));
        }
        rows[rowMarks++] = at;
    }

    private int key(int name) {
        int nameEnd = tokens.peek(name) == '"' ? tokens.string(name) : NO;
        if (nameEnd < 0) {
            return NO;
        }
        int colon = tokens.space(nameEnd);
        if (tokens.peek(colon) != ':') {
            return NO;
        }
        int at = tokens.space(colon + 1);
        if (depth == 1) {
            member(name, nameEnd, at);
        }
        return at;
    }

    private void member(int name, int nameEnd, int value) {
        if (4 * members == marks.length) {
            marks = Arrays.copyOf(marks, 2 * marks.length);
        }
        marks[4 * members] = name;
        marks[4 * members + 1] = nameEnd;
        marks[4 * members + 2] = value;
        members++;
    }
}
