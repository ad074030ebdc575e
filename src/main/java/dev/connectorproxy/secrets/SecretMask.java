package dev.connectorproxy.secrets;

import dev.connectorproxy.spi.ComputePool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Replaces secret values in texts and JSON by `***`, in any of their known encodings, in time linear in the length of the
/// text. Its `toString` does not contain the values. Immutable; made in less than a millisecond, so keep it for more than
/// one text.
public final class SecretMask {
    static final String REPLACEMENT = "***";

    /// A mask without values, which changes nothing.
    static final SecretMask NONE = new SecretMask(Set.of());

    /// A long text is searched window by window, so that the memory needed does not grow with it. The windows overlap
    /// by more than an encoded pattern is long.
    private static final int WINDOW = 1 << 18;

    private static final int OVERLAP = 1 << 14;
    private static final int MIN_NUMBER_DIGITS = 4;

    private final int values;
    private final AhoCorasick texts;
    private final AhoCorasick base64;
    private final PatternFilter filter;

    /// Masks blank values, too.
    SecretMask(Collection<String> values) {
        var patterns = new SecretPatterns(values);
        this.values = values.size();
        this.texts = new AhoCorasick(patterns.texts());
        this.base64 = new AhoCorasick(patterns.base64());
        this.filter =
                new PatternFilter(
                        Stream.of(patterns.texts(), patterns.base64())
                                .flatMap(all -> all.keySet().stream())
                                .toList());
    }

    /// @param values blank ones are ignored
    public static SecretMask of(Collection<String> values) {
        return new SecretMask(values.stream().filter(value -> !value.isBlank()).toList());
    }

    /// The JSON with the values replaced in names, strings and numbers; everything else is the same byte for byte.
    ///
    /// @param json well-formed, in UTF-8; not changed
    /// @param keptNames names that are not masked, such as those of a protocol
    /// @return the same array if it contains none
    public byte[] json(byte[] json, Set<String> keptNames) {
        if (values == 0) {
            return json;
        }
        var replacements =
                new JsonStringRewriter.Replacements(
                        name -> keptNames.contains(name) ? name : text(name),
                        this::text,
                        this::number,
                        (text, from, to) -> !filter.mayContain(text, from, to));
        return ComputePool.run(json.length, () -> JsonStringRewriter.rewrite(json, replacements));
    }

    /// The text with the values replaced; the same instance when it contains none.
    public String text(String text) {
        if (values == 0) {
            return text;
        }
        var secret = secretCharacters(text);
        return secret.isEmpty() ? text : replaced(text, secret);
    }

    /// The parts of the text that [#text] replaces by `***`, in order. They are secrets.
    public List<String> hiddenParts(String text) {
        var secret = secretCharacters(text);
        var parts = new ArrayList<String>();
        for (int at = secret.nextSetBit(0); at >= 0; ) {
            int end = secret.nextClearBit(at);
            parts.add(text.substring(at, end));
            at = secret.nextSetBit(end);
        }
        return parts;
    }

    /// The indexes of the characters to replace.
    private BitSet secretCharacters(String text) {
        var secret = new BitSet();
        int from = 0;
        for (; text.length() - from > WINDOW; from += WINDOW - OVERLAP) {
            mark(text.substring(from, from + WINDOW), false, from, secret);
        }
        mark(text.substring(from), true, from, secret);
        return secret;
    }

    /// Whether the text contains a value. Unlike in [#text], a beginning of one at the end of the text does not count.
    boolean finds(String text) {
        int from = 0;
        for (; text.length() - from > WINDOW; from += WINDOW - OVERLAP) {
            if (isMarked(text.substring(from, from + WINDOW))) {
                return true;
            }
        }
        return isMarked(text.substring(from));
    }

    private boolean isMarked(String window) {
        var search = new LayeredSearch(texts, base64, false);
        search.run(window);
        return !search.found().isEmpty();
    }

    /// A JSON number; `"***"` instead of a number whose digits contain a value of more than three characters.
    String number(String number) {
        int state = AhoCorasick.START;
        for (int i = 0; i < number.length(); i++) {
            state = texts.next(state, SecretPatterns.fold(number.charAt(i)));
            if (texts.matchLength(state) >= MIN_NUMBER_DIGITS) {
                return '"' + REPLACEMENT + '"';
            }
        }
        return number;
    }

    private void mark(String window, boolean last, int from, BitSet secret) {
        var search = new LayeredSearch(texts, base64, last);
        search.run(window);
        var found = search.found();
        for (int at = found.nextSetBit(0); at >= 0; ) {
            int end = found.nextClearBit(at);
            secret.set(from + at, from + end);
            at = found.nextSetBit(end);
        }
    }

    private static String replaced(String text, BitSet secret) {
        var out = new StringBuilder(text.length());
        int copied = 0;
        for (int at = secret.nextSetBit(0); at >= 0; at = secret.nextSetBit(copied)) {
            out.append(text, copied, at).append(REPLACEMENT);
            copied = secret.nextClearBit(at);
        }
        return out.append(text, copied, text.length()).toString();
    }

    @Override
    public String toString() {
        return "a mask of %d values".formatted(values);
    }
}
