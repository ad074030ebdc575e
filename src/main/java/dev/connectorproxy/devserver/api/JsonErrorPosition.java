package dev.connectorproxy.devserver.api;

import jakarta.json.stream.JsonParsingException;

/// Where a text stops being JSON, as an editor counts: lines end with LF, CRLF or CR, and a column is one character,
/// also if it takes two `char`s. Parsson reports the end of a token rather than its beginning, and a position far beyond
/// a text that ends too early.
///
/// @param line from 1
/// @param column from 1
/// @param atEnd whether the text ends too early
record JsonErrorPosition(int line, int column, boolean atEnd) {

    static JsonErrorPosition of(String text, JsonParsingException failure) {
        long reported = failure.getLocation().getStreamOffset();
        boolean atEnd = reported >= text.length() || isEnd(failure);
        int offset = atEnd ? text.length() : (int) reported;
        return of(text, isToken(failure) && !atEnd ? tokenStart(text, offset) : offset, atEnd);
    }

    private static JsonErrorPosition of(String text, int offset, boolean atEnd) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new JsonErrorPosition(line, text.codePointCount(lineStart, offset) + 1, atEnd);
    }

    private static boolean isEnd(JsonParsingException failure) {
        return failure.getMessage().startsWith("Unexpected char -1");
    }

    private static boolean isToken(JsonParsingException failure) {
        return failure.getMessage().startsWith("Invalid token=");
    }

    /// @param end the index of the last character of a string, word or number, or of a single character
    private static int tokenStart(String text, int end) {
        int start = end;
        if (text.charAt(end) == '"') {
            do {
                start = text.lastIndexOf('"', start - 1);
            } while (start > 0 && isEscaped(text, start));
            return Math.max(start, 0);
        }
        while (start > 0
                && isPartOfWord(text.charAt(end))
                && isPartOfWord(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static boolean isEscaped(String text, int quote) {
        int backslashes = 0;
        while (backslashes < quote && text.charAt(quote - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isJavaIdentifierPart(c) || c == '-' || c == '+' || c == '.';
    }

    /// For a message; it does not quote the text, which may contain secrets.
    String text() {
        return "not JSON at line %d, column %d%s"
                .formatted(line, column, atEnd ? ": the text ends too early" : "");
    }
}
