package dev.connectorproxy.connector.http;

/// What counts as white space for Python's `str.strip`.
final class PythonText {
    private static final int NEXT_LINE = 0x85;

    private PythonText() {}

    static String stripped(String text) {
        var begun = withoutLeadingSpace(text);
        int end = begun.length();
        while (end > 0 && isSpace(begun.charAt(end - 1))) {
            end--;
        }
        return begun.substring(0, end);
    }

    static String withoutLeadingSpace(String text) {
        int begin = 0;
        while (begin < text.length() && isSpace(text.charAt(begin))) {
            begin++;
        }
        return text.substring(begin);
    }

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE;
    }
}
