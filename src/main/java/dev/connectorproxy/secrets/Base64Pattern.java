package dev.connectorproxy.secrets;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds a value inside Base64 text (RFC 4648, standard or URL alphabet), such as the password of Basic authentication.
/// The encoding depends on the number of bytes before the value, modulo 3. Digits that encode bits of neighbouring
/// bytes as well are not compared, but masked.
final class Base64Pattern implements SecretPattern {
    private static final int MIN_CHARACTERS = 4;

    private final String core;
    private final boolean sharesPrevious;
    private final boolean sharesNext;

    private Base64Pattern(String core, boolean sharesPrevious, boolean sharesNext) {
        this.core = core;
        this.sharesPrevious = sharesPrevious;
        this.sharesNext = sharesNext;
    }

    /// The patterns of a value for all alignments and charsets; those too short to be specific are left out.
    static List<SecretPattern> of(String value) {
        return Stream.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)
                .filter(charset -> charset.newEncoder().canEncode(value))
                .flatMap(charset ->
                        IntStream.range(0, 3).mapToObj(offset -> of(value, charset, offset)))
                .filter(pattern -> pattern.core.length() >= MIN_CHARACTERS)
                .collect(
                        LinkedHashMap<String, SecretPattern>::new,
                        (all, pattern) -> all.putIfAbsent(pattern.core, pattern),
                        Map::putAll)
                .values()
                .stream()
                .toList();
    }

    private static Base64Pattern of(String value, Charset charset, int before) {
        byte[] bytes = value.getBytes(charset);
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        var encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int begin = before == 0 ? 0 : before + 1;
        boolean whole = shifted.length % 3 == 0;
        int end = Math.max(begin, encoded.length() - (whole ? 0 : 1));
        return new Base64Pattern(encoded.substring(begin, end), before > 0, !whole);
    }

    @Override
    public boolean mayStartWith(char c) {
        return c == '%' || c == '\\' || toStandardAlphabet(c) == core.charAt(0);
    }

    @Override
    public boolean includesPrevious() {
        return sharesPrevious;
    }

    @Override
    public int matchEnd(String text, int from) {
        int at = from;
        for (int i = 0; i < core.length(); i++) {
            while (i > 0 && at < text.length() && "\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            at = at < text.length() ? matchDigit(text, at, core.charAt(i)) : -1;
            if (at < 0) {
                return -1;
            }
        }
        if (sharesNext && at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        while (at < text.length() && text.charAt(at) == '=') {
            at++;
        }
        return at;
    }

    /// Whether the character is a digit of one of the Base64 alphabets.
    static boolean isDigit(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0);
    }

    private static int matchDigit(String text, int at, char digit) {
        if (toStandardAlphabet(text.charAt(at)) == digit) {
            return at + 1;
        }
        if (digit == '/' && text.startsWith("\\/", at)) {
            return at + 2;
        }
        return text.regionMatches(true, at, digit == '+' ? "%2B" : "%2F", 0, 3)
                        && (digit == '+' || digit == '/')
                ? at + 3
                : -1;
    }

    private static char toStandardAlphabet(char c) {
        return switch (c) {
            case '-' -> '+';
            case '_' -> '/';
            default -> c;
        };
    }

    @Override
    public String toString() {
        return "a value in Base64";
    }
}
