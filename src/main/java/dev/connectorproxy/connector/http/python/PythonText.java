package dev.connectorproxy.connector.http.python;

/// White space as Python's `str.strip` defines it.
public final class PythonText {
    private static final int NEXT_LINE = 0x85;

    private PythonText() {}

    static String strip(String text) {
        var rest = stripLeading(text);
        int end = rest.length();
        while (end > 0 && isSpace(rest.charAt(end - 1))) {
            end--;
        }
        return rest.substring(0, end);
    }

    public static String stripLeading(String text) {
        int begin = 0;
        while (begin < text.length() && isSpace(text.charAt(begin))) {
            begin++;
        }
        return text.substring(begin);
    }

    public static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
