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
        return of(utf8, 0, utf8.length);
    }

    private static long of(byte[] utf8, int from, int to) {
        long size = to - from + ELEMENT;
        boolean inText = false;
        for (int i = from; i < to; i++) {
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
                .mapToLong(text -> of(text.in, text.from, text.to))
                .sum();
    }

    /// Reserves memory for the values of all arguments, and for what a command makes of them, which is about as large.
    ///
    /// @throws ConnectorException `ProxyOverloaded`, see [Call.Memory#take]
    public static void reserveTwice(Arguments arguments, Call call) {
        call.memory().take(2 * of(arguments));
    }
}
