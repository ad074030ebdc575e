package dev.connectorproxy.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Replaces secret values in texts by `***`, in any of their known encodings. Immutable.
final class Mask {
    static final String REPLACEMENT = "***";

    /// A mask without values, which changes nothing.
    static final Mask NONE = new Mask(List.of());

    private final List<String> values;
    private final List<SecretPattern> patterns;

    Mask(Collection<String> values) {
        this.values = List.copyOf(values);
        this.patterns = this.values.stream().flatMap(Mask::patternsOf).toList();
    }

    /// The text with the values replaced; the same instance when it contains none.
    String apply(String text) {
        if (patterns.isEmpty()) {
            return text;
        }
        StringBuilder out = null;
        int copied = 0;
        for (int at = 0; at < text.length(); ) {
            var hit = longestMatch(text, at);
            if (hit.end() <= at) {
                at++;
                continue;
            }
            out = out == null ? new StringBuilder(text.length()) : out;
            boolean back =
                    hit.includesPrevious()
                            && at > copied
                            && Base64Pattern.isDigit(text.charAt(at - 1));
            out.append(text, copied, back ? at - 1 : at).append(REPLACEMENT);
            at = hit.end();
            copied = at;
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /// A JSON number; `"***"` instead of a number whose digits contain a value of more than three characters.
    String applyToNumber(String number) {
        boolean shows =
                values.stream().anyMatch(value -> value.length() > 3 && number.contains(value));
        return shows ? '"' + REPLACEMENT + '"' : number;
    }

    /// The longest match that begins at this index; [Match#NONE] for none.
    private Match longestMatch(String text, int at) {
        var best = Match.NONE;
        char c = text.charAt(at);
        for (var pattern : patterns) {
            int end = pattern.mayStartWith(c) ? pattern.matchEnd(text, at) : -1;
            if (end > best.end()) {
                best = new Match(end, pattern.includesPrevious());
            }
        }
        return best;
    }

    private record Match(int end, boolean includesPrevious) {
        static final Match NONE = new Match(-1, false);
    }

    private static Stream<SecretPattern> patternsOf(String value) {
        var stripped = value.strip();
        var texts =
                stripped.isEmpty() || stripped.equals(value)
                        ? Stream.of(value)
                        : Stream.of(value, stripped);
        return texts.flatMap(text ->
                Stream.concat(
                        Stream.of(new TextPattern(text)),
                        base64Inputs(text).flatMap(form -> Base64Pattern.of(form).stream())));
    }

    /// The texts that may have been encoded in Base64: the value, and its two encodings in URLs.
    private static Stream<String> base64Inputs(String value) {
        var form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Stream.of(value, form, form.replace("+", "%20")).distinct();
    }

    @Override
    public String toString() {
        return "a mask of %d values".formatted(values.size());
    }
}
