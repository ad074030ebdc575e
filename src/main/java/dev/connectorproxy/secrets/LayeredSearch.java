package dev.connectorproxy.secrets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// One search of a text for secrets: in the text itself, and in what it becomes when up to [SecretPatterns#MAX_LAYERS]
/// layers of escapes are removed one after another. To be used once, by one thread.
final class LayeredSearch {
    /// How much of the beginning of a pattern counts at the end of a truncated text.
    static final int MIN_TRUNCATED = 4;

    private static final int MIN_TRUNCATED_BASE64 = 8;

    private final AhoCorasick texts;
    private final AhoCorasick base64;
    private final boolean mayBeTruncated;
    private final List<DecodedText> layers =
            new ArrayList<>(); // each one made from the one before it
    private final BitSet found = new BitSet();

    /// @param texts the patterns to be found as text
    /// @param base64 the patterns to be found as Base64
    /// @param mayBeTruncated whether the beginning of a pattern at the end of the text counts
    LayeredSearch(AhoCorasick texts, AhoCorasick base64, boolean mayBeTruncated) {
        this.texts = texts;
        this.base64 = base64;
        this.mayBeTruncated = mayBeTruncated;
    }

    void run(String text) {
        var layer = text;
        searchLayer(layer);
        for (int i = 0; i < SecretPatterns.MAX_LAYERS; i++) {
            var decoded = DecodedText.unescape(layer);
            if (decoded.isEmpty()) {
                return;
            }
            layers.add(decoded.get());
            layer = decoded.get().text();
            searchLayer(layer);
        }
    }

    /// The indexes of the characters of the text that show a secret.
    BitSet found() {
        return found;
    }

    private void searchLayer(String text) {
        searchText(text);
        var unbroken = DecodedText.withoutLineBreaks(text);
        unbroken.ifPresent(layers::add);
        searchBase64(unbroken.map(DecodedText::text).orElse(text));
        unbroken.ifPresent(_ -> layers.removeLast());
    }

    private void searchText(String text) {
        int state = AhoCorasick.START;
        for (int i = 0; i < text.length(); i++) {
            state = texts.next(state, SecretPatterns.fold(text.charAt(i)));
            int length = texts.matchLength(state);
            if (length == 0 && isTruncated(texts.prefixLength(state), MIN_TRUNCATED, text, i + 1)) {
                length = texts.prefixLength(state);
            }
            mark(i + 1 - length, i + 1);
        }
    }

    private void searchBase64(String text) {
        int state = AhoCorasick.START;
        for (int i = 0; i < text.length(); i++) {
            state = base64.next(state, SecretPatterns.foldBase64(text.charAt(i)));
            int length = base64.matchLength(state);
            if (length > 0) {
                markDigits(i + 1 - length, i + 1, base64.matchFlags(state), text);
            } else if (isTruncated(base64.prefixLength(state), MIN_TRUNCATED_BASE64, text, i + 1)) {
                mark(i + 1 - base64.prefixLength(state), i + 1);
            }
        }
    }

    /// Marks the digits of a pattern, the neighbours that encode a part of it, and the padding after them.
    private void markDigits(int from, int to, int flags, String text) {
        boolean previous = (flags & SecretPatterns.SHARES_PREVIOUS) != 0 && isDigit(text, from - 1);
        boolean next = (flags & SecretPatterns.SHARES_NEXT) != 0 && isDigit(text, to);
        int end = next ? to + 1 : to;
        int padding = text.startsWith("==", end) ? 2 : text.startsWith("=", end) ? 1 : 0;
        mark(previous ? from - 1 : from, end + padding);
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && SecretPatterns.isBase64(text.charAt(at));
    }

    private boolean isTruncated(int length, int min, String text, int end) {
        return length >= min
                && (end == text.length() && mayBeTruncated
                        || text.startsWith("…", end)
                        || text.startsWith(" …", end));
    }

    private void mark(int begin, int end) {
        if (begin == end) {
            return;
        }
        int from = begin;
        int to = end;
        for (var layer : layers.reversed()) {
            from = layer.sourceBegin(from);
            to = layer.sourceEnd(to);
        }
        found.set(from, to);
    }
}
