package dev.connectorproxy.spi;

import java.util.Arrays;

/// Decides whether bytes are one JSON value (RFC 8259) in UTF-8 (RFC 3629), in one pass and without building anything: the
/// answers that go through here are many and up to 10 MiB, and a parser's events cost several times the scan.
final class JsonScanner {
    private static final int NO = -1; // what follows is not JSON

    private final byte[] in;
    private final int maxDepth;
    private final boolean marksRows;
    private boolean[] objects = new boolean[32]; // at each depth: is it an object?
    private int[] marks = new int[4 * 16]; // of the members at depth 1
    private int members;
    private int[] rows = {};
    private int rowMarks;
    private boolean compact = true;
    private int valueEnd;
    private int depth;

    JsonScanner(byte[] in, int maxDepth) {
        this(in, maxDepth, false);
    }

    /// @param marksRows whether it is asked for [#rows()] later
    JsonScanner(byte[] in, int maxDepth, boolean marksRows) {
        this.in = in;
        this.maxDepth = maxDepth;
        this.marksRows = marksRows;
    }

    /// Where the members of the object stand, if it is one: for each the begin and end of its name, quotes included, and of
    /// its value. Meaningful after [#isOneValue()] said yes.
    int[] members() {
        return Arrays.copyOf(marks, 4 * members);
    }

    /// Where the rows stand, in order: for each the begin and end. A row is an object in an array which is the whole value, or
    /// which is a member of the object that is the whole value. Meaningful after [#isOneValue()] said yes.
    int[] rows() {
        return Arrays.copyOf(rows, rowMarks);
    }

    /// Whether there is nothing to be left out: neither white space nor an escape that JSON does not demand.
    boolean isCompact() {
        return compact;
    }

    boolean isOneValue() {
        int at = space(0);
        do {
            at = value(at);
            valueEnd = at;
            at = at < 0 ? NO : afterValue(at);
        } while (at >= 0 && depth > 0);
        return at == in.length;
    }

    /// Past a scalar or an empty container, or past what opens containers and then a scalar.
    private int value(int from) {
        int at = from;
        while (true) {
            int c = peek(at);
            switch (c) {
                case '"' -> {
                    return string(at);
                }
                case '{', '[' -> {
                    if (!open(c == '{', at)) {
                        return NO;
                    }
                    at = space(at + 1);
                    if (peek(at) == (c == '{' ? '}' : ']')) {
                        return close(c == '{', at);
                    }
                    at = c == '{' ? key(at) : at;
                    if (at < 0) {
                        return NO;
                    }
                }
                case 't' -> {
                    return word("true", at);
                }
                case 'f' -> {
                    return word("false", at);
                }
                case 'n' -> {
                    return word("null", at);
                }
                default -> {
                    return number(at);
                }
            }
        }
    }

    /// Past what follows a value: closing brackets, or the comma (and key) before the next one.
    private int afterValue(int from) {
        int at = space(from);
        while (depth > 0) {
            boolean object = objects[depth];
            int c = peek(at);
            if (depth == 1 && object) {
                marks[4 * members - 1] = valueEnd;
            }
            if (c == ',') {
                at = space(at + 1);
                return object ? key(at) : at;
            }
            if (c != (object ? '}' : ']')) {
                return NO;
            }
            valueEnd = close(object, at);
            at = space(valueEnd);
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
        int nameEnd = peek(name) == '"' ? string(name) : NO;
        if (nameEnd < 0) {
            return NO;
        }
        int colon = space(nameEnd);
        if (peek(colon) != ':') {
            return NO;
        }
        int at = space(colon + 1);
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

    private int string(int quote) {
        int at = quote + 1;
        while (true) {
            at = PlainRun.end(in, at);
            int c = peek(at);
            if (c == '"') {
                return at + 1;
            }
            at = c < 0 ? multibyte(at) : c == '\\' ? escape(at) : NO;
            if (at < 0) {
                return NO;
            }
        }
    }

    private int escape(int backslash) {
        int c = peek(backslash + 1);
        compact &= c != 'u' && c != '/';
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0 ? backslash + 2 : NO;
        }
        for (int at = backslash + 2; at < backslash + 6; at++) {
            if (Character.digit(peek(at), 16) < 0) {
                return NO;
            }
        }
        return backslash + 6;
    }

    /// A character of two to four bytes: no overlong forms, no surrogates, nothing above U+10FFFF.
    private int multibyte(int from) {
        int first = in[from] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return NO;
        }
        int to = from + (first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4);
        int second = peek(from + 1) & 0xFF;
        boolean legal =
                switch (first) {
                    case 0xE0 -> second >= 0xA0;
                    case 0xED -> second < 0xA0;
                    case 0xF0 -> second >= 0x90;
                    case 0xF4 -> second < 0x90;
                    default -> true;
                };
        for (int at = from + 1; legal && at < to; at++) {
            legal = (peek(at) & 0xC0) == 0x80;
        }
        return legal ? to : NO;
    }

    private int word(String word, int from) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(from + i) != word.charAt(i)) {
                return NO;
            }
        }
        return from + word.length();
    }

    private int number(int from) {
        int first = peek(from) == '-' ? from + 1 : from;
        int at = peek(first) == '0' ? first + 1 : digits(first);
        if (peek(at) == '.') {
            at = digits(at + 1);
        }
        if ((peek(at) | 0x20) == 'e') {
            int sign = peek(at + 1);
            at = digits(sign == '+' || sign == '-' ? at + 2 : at + 1);
        }
        return at;
    }

    /// Past one digit or more.
    private int digits(int from) {
        int at = from;
        while (peek(at) >= '0' && peek(at) <= '9') {
            at++;
        }
        return at > from ? at : NO;
    }

    private int space(int from) {
        int at = from;
        while (at < in.length
                && in[at] <= ' '
                && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
        compact &= at == from;
        return at;
    }

    /// The byte there; 0 past the end or after a failure, which begins no token.
    private int peek(int at) {
        return at >= 0 && at < in.length ? in[at] : 0;
    }
}
