package dev.connectorproxy.toolkit;

/// The escapes of characters in JSON strings (RFC 8259, section 7), for writers that cannot build a tree.
public final class JsonEscapes {
    private static final String CHARACTERS = "\"\\\b\t\n\f\r";
    private static final String LETTERS = "\"\\btnfr";

    private JsonEscapes() {}

    /// Whether a string may not contain the character itself.
    public static boolean isRequired(char c) {
        return c < ' ' || c == '"' || c == '\\';
    }

    /// Appends the shortest escape of the character.
    public static void append(StringBuilder out, char c) {
        int known = CHARACTERS.indexOf(c);
        if (known >= 0) {
            out.append('\\').append(LETTERS.charAt(known));
        } else {
            appendUnicode(out, c);
        }
    }

    /// Appends a backslash, `u` and four hexadecimal digits.
    public static void appendUnicode(StringBuilder out, char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xF, 16));
        }
    }
}
