package dev.connectorproxy.spi;

import java.util.Arrays;

/// Decides whether bytes are one JSON value (RFC 8259) in UTF-8 (RFC 3629), in one pass and without building anything: the
/// answers that go through here are many and up to 10 MiB, and a parser's events cost several times the scan.
final class JsonScanner {
    private final byte[] in;
    private final int maxDepth;
    private boolean[] objects = new boolean[32]; // at each depth: is it an object?
    private int[] marks = new int[4 * 16]; // of the members at depth 1
    private int members;
    private int valueEnd;
    private int depth;
    private int at;

    JsonScanner(byte[] in, int maxDepth) {
        this.in = in;
        this.maxDepth = maxDepth;
    }

    /// Where the members of the object stand, if it is one: for each the begin and end of its name, quotes included, and of
    /// its value. Meaningful after [#isOneValue()] said yes.
    int[] members() {
        return Arrays.copyOf(marks, 4 * members);
    }

    boolean isOneValue() {
        do {
            if (!value()) {
                return false;
            }
            valueEnd = at;
            if (!afterValue()) {
                return false;
            }
        } while (depth > 0);
        return at == in.length;
    }

    /// Consumes a scalar, an empty container, or what opens a container up to its first value.
    private boolean value() {
        while (true) {
            space();
            switch (peek()) {
                case '{', '[' -> {
                    if (!open()) {
                        return false;
                    }
                    if (peek() == (objects[depth] ? '}' : ']')) {
                        at++;
                        depth--;
                        return true;
                    }
                    if (objects[depth] && !key()) {
                        return false;
                    }
                }
                case '"' -> {
                    return string();
                }
                case 't' -> {
                    return word("true");
                }
                case 'f' -> {
                    return word("false");
                }
                case 'n' -> {
                    return word("null");
                }
                default -> {
                    return number();
                }
            }
        }
    }

    /// Consumes what follows a value: closing brackets, or the comma (and key) before the next one.
    private boolean afterValue() {
        space();
        while (depth > 0) {
            var object = objects[depth];
            var c = peek();
            at++;
            if (depth == 1 && object) {
                marks[4 * members - 1] = valueEnd;
            }
            if (c == ',') {
                space();
                return !object || key();
            }
            if (c != (object ? '}' : ']')) {
                return false;
            }
            depth--;
            valueEnd = at;
            space();
        }
        return true;
    }

    private boolean open() {
        if (++depth > maxDepth) {
            return false;
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth] = in[at++] == '{';
        space();
        return true;
    }

    private boolean key() {
        int name = at;
        if (peek() != '"' || !string()) {
            return false;
        }
        int nameEnd = at;
        space();
        if (peek() != ':') {
            return false;
        }
        at++;
        space();
        if (depth == 1) {
            member(name, nameEnd);
        }
        return true;
    }

    private void member(int name, int nameEnd) {
        if (4 * members == marks.length) {
            marks = Arrays.copyOf(marks, 2 * marks.length);
        }
        marks[4 * members] = name;
        marks[4 * members + 1] = nameEnd;
        marks[4 * members + 2] = at;
        members++;
    }

    private boolean string() {
        at++;
        while (true) {
            int read = at;
            while (read < in.length && in[read] >= 0x20 && in[read] != '"' && in[read] != '\\') {
                read++;
            }
            at = read;
            int c = peek();
            if (c == '"') {
                at++;
                return true;
            }
            if (c < 0 ? !multibyte() : c != '\\' || !escape()) {
                return false;
            }
        }
    }

    private boolean escape() {
        at++;
        var c = peek();
        at++;
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0;
        }
        for (var i = 0; i < 4; i++, at++) {
            if (Character.digit(peek(), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /// A character of two to four bytes: no overlong forms, no surrogates, nothing above U+10FFFF.
    private boolean multibyte() {
        int first = in[at++] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return false;
        }
        int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        int second = peek() & 0xFF;
        boolean legal =
                switch (first) {
                    case 0xE0 -> second >= 0xA0;
                    case 0xED -> second < 0xA0;
                    case 0xF0 -> second >= 0x90;
                    case 0xF4 -> second < 0x90;
                    default -> true;
                };
        for (; legal && more > 0; more--, at++) {
            legal = at < in.length && (in[at] & 0xC0) == 0x80;
        }
        return legal;
    }

    private boolean word(String word) {
        for (var i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            at++;
            if (!digits()) {
                return false;
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        var from = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at > from;
    }

    private void space() {
        while (at < in.length
                && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    /// The byte at the cursor, or 0 at the end, which begins no token.
    private int peek() {
        return at < in.length ? in[at] : 0;
    }
}
