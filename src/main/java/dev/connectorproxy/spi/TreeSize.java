package dev.connectorproxy.spi;

/// How much memory JSON takes as a tree, which may be 40 times the length of its text. For [Call.Memory], before a tree of somebody
/// else's data is built and kept.
public final class TreeSize {
    // measured with the trees of JSON-P, in bytes; a name or a text has its characters beside
    private static final int OBJECT = 220;
    private static final int LIST = 100;
    private static final int MEMBER = 80;
    private static final int ELEMENT = 40;
    private static final int QUOTE = 12;

    private TreeSize() {}

    /// About the bytes that the value of a JSON text takes; of anything else, a number that means nothing.
    public static long of(byte[] utf8) {
        long size = utf8.length + ELEMENT;
        boolean inText = false;
        for (int i = 0; i < utf8.length; i++) {
            byte c = utf8[i];
            if (inText) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inText = false;
                    size += QUOTE;
                }
            } else {
                inText = c == '"';
                size += weight(c);
            }
        }
        return size;
    }

    private static int weight(byte c) {
        return switch (c) {
            case '{' -> OBJECT;
            case '[' -> LIST;
            case ':' -> MEMBER;
            case ',' -> ELEMENT;
            case '"' -> QUOTE;
            default -> 0;
        };
    }

    /// About the bytes that all these values take.
    public static long of(Arguments arguments) {
        return arguments.texts().values().stream()
                .mapToLong(text -> of(JsonText.toUtf8(text.toString())))
                .sum();
    }
}
