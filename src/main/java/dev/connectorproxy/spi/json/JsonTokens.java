package dev.connectorproxy.spi.json;

/// The tokens of JSON (RFC 8259) in UTF-8 (RFC 3629): each method returns the position after the token that begins at a
/// position, or [#INVALID] if there is none.
final class JsonTokens {
    static final int INVALID = -1; // not a JSON token

    private final byte[] in;
    private boolean compact = true;

    JsonTokens(byte[] in) {
        this.in = in;
    }

    /// Whether the tokens so far were in their shortest form: without white space and unnecessary escapes.
    boolean isCompact() {
        return compact;
    }

    int string(int quote) {
        int at = quote + 1;
        while (true) {
            at = AsciiRun.end(in, at);
            int c = peek(at);
            if (c == '"') {
                return at + 1;
            }
            at = c < 0 ? multibyte(at) : c == '\\' ? escape(at) : INVALID;
            if (at < 0) {
                return INVALID;
            }
        }
    }

    private int escape(int backslash) {
        int c = peek(backslash + 1);
        compact &= c != 'u' && c != '/';
        if (c != 'u') {
            return "\"\\/bfnrt".indexOf(c) >= 0 ? backslash + 2 : INVALID;
        }
        for (int at = backslash + 2; at < backslash + 6; at++) {
            if (Character.digit(peek(at), 16) < 0) {
                return INVALID;
            }
        }
        return backslash + 6;
    }

    /// A character of two to four bytes: no overlong forms, no surrogates, nothing above U+10FFFF.
    private int multibyte(int from) {
        int first = in[from] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return INVALID;
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
        return legal ? to : INVALID;
    }

    int word(String word, int from) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(from + i) != word.charAt(i)) {
                return INVALID;
            }
        }
        return from + word.length();
    }

    int number(int from) {
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

    /// Skips one or more digits.
    private int digits(int from) {
        int at = from;
        while (peek(at) >= '0' && peek(at) <= '9') {
            at++;
        }
        return at > from ? at : INVALID;
    }

    int space(int from) {
        int at = from;
        while (at < in.length
                && in[at] <= ' '
                && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
        compact &= at == from;
        return at;
    }

    /// The byte at a position; 0, which begins no token, past the end or after a failure.
    int peek(int at) {
        return at >= 0 && at < in.length ? in[at] : 0;
    }
}
