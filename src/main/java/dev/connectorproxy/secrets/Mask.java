package dev.connectorproxy.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Replaces secret values in texts by `***`, in any of their known encodings. Immutable.
final class Mask {
    static final String STARS = "***";

    /// A mask without values, which changes nothing.
    static final Mask NONE = new Mask(List.of());

    private final List<String> values;
    private final List<Needle> needles;

    Mask(Collection<String> values) {
        this.values = List.copyOf(values);
        this.needles = this.values.stream().flatMap(Mask::needles).toList();
    }

    /// The text with the values replaced; the same instance when it contains none.
    String on(String text) {
        if (needles.isEmpty()) {
            return text;
        }
        StringBuilder out = null;
        int copied = 0;
        for (int at = 0; at < text.length(); ) {
            var hit = hit(text, at);
            if (hit.end() <= at) {
                at++;
                continue;
            }
            out = out == null ? new StringBuilder(text.length()) : out;
            boolean back = hit.back() && at > copied && Base64Needle.isDigit(text.charAt(at - 1));
            out.append(text, copied, back ? at - 1 : at).append(STARS);
            at = hit.end();
            copied = at;
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    /// A JSON number; `"***"` instead of a number whose digits contain a value of more than three characters.
    String onNumber(String number) {
        boolean shows = values.stream().anyMatch(value -> value.length() > 3 && number.contains(value));
        return shows ? '"' + STARS + '"' : number;
    }

    /// The longest match that begins at this index; [Hit#NONE] for none.
    private Hit hit(String text, int at) {
        var best = Hit.NONE;
        char c = text.charAt(at);
        for (var pattern : needles) {
            int end = pattern.begins(c) ? pattern.end(text, at) : -1;
            if (end > best.end()) {
                best = new Hit(end, pattern.reachesBack());
            }
        }
        return best;
    }

    private record Hit(int end, boolean back) {
        static final Hit NONE = new Hit(-1, false);
    }

    private static Stream<Needle> needles(String value) {
        var stripped = value.strip();
        var texts =
                stripped.isEmpty() || stripped.equals(value)
                        ? Stream.of(value)
                        : Stream.of(value, stripped);
        return texts.flatMap(text ->
                Stream.concat(
                        Stream.of(new TextNeedle(text)),
                        inBase64(text).flatMap(form -> Base64Needle.of(form).stream())));
    }

    /// The texts that may have been encoded in Base64: the value, and its two encodings in URLs.
    private static Stream<String> inBase64(String value) {
        var form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Stream.of(value, form, form.replace("+", "%20")).distinct();
    }

    @Override
    public String toString() {
        return "a mask of %d values".formatted(values.size());
    }
}
