package dev.connectorproxy.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Secrets that a test plants, each unlike any other text, and the check that none of them is leaked, neither
/// unchanged nor encoded nor truncated. Thread-safe.
public final class Canaries {
    private static final SecureRandom RANDOM = new SecureRandom();

    /// So many consecutive characters of a canary are a leak.
    private static final int MIN_LEAK_LENGTH = 12;

    /// Characters that encodings for header values, URLs and JSON change.
    private static final String SPECIAL_CHARACTERS = "+/ \"\\&=%<";

    /// The places where canaries were planted, by canary.
    private final Map<String, String> planted = new ConcurrentHashMap<>();

    /// A new canary of letters and digits, which is valid nearly everywhere: as a host label, a header, a path.
    ///
    /// @param where it is planted, for the message when it is found
    public String plain(String where) {
        var canary = "ca" + new BigInteger(130, RANDOM).toString(36) + "ry";
        planted.put(canary, where);
        return canary;
    }

    /// A new canary that also has characters which URLs, JSON and HTML encode.
    public String withSpecialCharacters(String where) {
        var canary = plain(where) + SPECIAL_CHARACTERS + plain(where);
        planted.put(canary, where);
        return canary;
    }

    /// A new canary that is also not ASCII.
    public String nonAscii(String where) {
        var canary = "ключ-" + plain(where) + "-é" + SPECIAL_CHARACTERS;
        planted.put(canary, where);
        return canary;
    }

    /// Another form in which a canary must not occur.
    public void planted(String canary, String where) {
        planted.put(canary, where);
    }

    /// Fails when a canary occurs in the text, in whatever form.
    public void assertAbsentFrom(String text) {
        if (planted.isEmpty()) {
            throw new IllegalStateException("no canary was planted");
        }
        var folded = text.toLowerCase(Locale.ROOT);
        planted.forEach((canary, where) ->
                forms(canary)
                        .forEach((form, value) ->
                                absent(text, folded, value, form + " of the " + where)));
    }

    private static void absent(String text, String folded, String value, String what) {
        var at = text.indexOf(value);
        if (at < 0) {
            at = folded.indexOf(value.toLowerCase(Locale.ROOT));
        }
        if (at >= 0) {
            var around = text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 80));
            throw new AssertionError("found the " + what + " in: …" + around + "…");
        }
    }

    /// The encoded forms of a canary, by name.
    private static Map<String, String> forms(String canary) {
        var forms = new LinkedHashMap<String, String>();
        forms.put("text", canary);
        if (isPlain(canary)) {
            forms.put("beginning", canary.substring(0, MIN_LEAK_LENGTH));
            forms.put("end", canary.substring(canary.length() - MIN_LEAK_LENGTH));
            forms.put("reversed text", new StringBuilder(canary).reverse().toString());
        }
        forms.put("URL-encoded form", URLEncoder.encode(canary, UTF_8));
        forms.put("percent-encoded form", URLEncoder.encode(canary, UTF_8).replace("+", "%20"));
        forms.put("JSON-escaped form", jsonEscaped(canary, false));
        forms.put("ASCII JSON-escaped form", jsonEscaped(canary, true));
        forms.put("hexadecimal form", HexFormat.of().formatHex(canary.getBytes(UTF_8)));
        var number = 0;
        for (var base64 : base64(canary)) {
            forms.put("Base64 form " + ++number, base64);
        }
        return forms;
    }

    private static boolean isPlain(String canary) {
        return canary.chars().allMatch(it -> it < 128 && Character.isLetterOrDigit(it));
    }

    /// Base64 depends on the offset of the text; the parts that depend on neighbouring bytes are cut off.
    private static Set<String> base64(String canary) {
        var all = new LinkedHashSet<String>();
        for (var before = 0; before < 3; before++) {
            var text = "x".repeat(before) + canary;
            var from = before == 0 ? 0 : before + 1;
            for (var encoder : Set.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                var encoded = encoder.withoutPadding().encodeToString(text.getBytes(UTF_8));
                all.add(encoded.substring(from, encoded.length() - 2));
            }
        }
        return all;
    }

    private static String jsonEscaped(String canary, boolean ascii) {
        var out = new StringBuilder();
        canary.chars()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        out.append('\\').append((char) c);
                    } else if (ascii && c > 126) {
                        out.append("\\u").append(HexFormat.of().toHexDigits((char) c));
                    } else {
                        out.append((char) c);
                    }
                });
        return out.toString();
    }
}
