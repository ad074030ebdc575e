package dev.connectorproxy.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Takes some values out of texts: `***` stands where one stood, in whatever form. Immutable.
final class Mask {
    static final String STARS = "***";

    /// A mask of nothing.
    static final Mask NONE = new Mask(List.of());

    private final List<String> values;
    private final List<Needle> needles;

    Mask(Collection<String> values) {
        this.values = List.copyOf(values);
        this.needles = this.values.stream().flatMap(Mask::needles).toList();
    }

    /// The text without the values; the very same one when there are none in it.
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

    /// A number of JSON; `"***"` in the place of one that shows a value.
    String onNumber(String number) {
        boolean shows = values.stream().anyMatch(it -> it.length() > 3 && number.contains(it));
        return shows ? '"' + STARS + '"' : number;
    }

    /// The longest value that begins here.
    private Hit hit(String text, int at) {
        var best = Hit.NONE;
        char c = text.charAt(at);
        for (var needle : needles) {
            int end = needle.begins(c) ? needle.end(text, at) : -1;
            if (end > best.end()) {
                best = new Hit(end, needle.reachesBack());
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
        return texts.flatMap(it ->
                Stream.concat(
                        Stream.of(new TextNeedle(it)),
                        inBase64(it).flatMap(form -> Base64Needle.of(form).stream())));
    }

    /// What may have been put into Base64: the value, or what became of it in a URL.
    private static Stream<String> inBase64(String value) {
        var form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Stream.of(value, form, form.replace("+", "%20")).distinct();
    }

    @Override
    public String toString() {
        return "a mask of %d values".formatted(values.size());
    }
}
