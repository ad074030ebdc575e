package dev.connectorproxy.observe;

/// The format of a log line. Used by one thread.
interface LineFormat {

    /// Appends the line and a line feed.
    void append(StringBuilder out, LogLine line);

    /// Whether a character could change how a line is parsed or displayed: controls, line separators, and invisible
    /// characters that reorder text.
    static boolean isUnsafe(char c) {
        if (c < 0x7F) {
            return c < 0x20;
        }
        return c < 0xA0
                || c == '\u2028'
                || c == '\u2029'
                || c >= 0x300 && Character.getType(c) == Character.FORMAT;
    }

    /// Appends a backslash, `u` and four hexadecimal digits.
    static void appendEscape(StringBuilder out, char c) {
        out.append("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
