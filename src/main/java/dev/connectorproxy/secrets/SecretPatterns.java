package dev.connectorproxy.secrets;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The texts that show a secret value: itself and its hexadecimal digits, to be searched without regard to case, and
/// its digits in Base64 (RFC 4648). Long ones are cut into pieces, each of them a pattern of its own.
final class SecretPatterns {
    /// The flag of a pattern whose neighbouring Base64 digit before or after it encodes a part of the value as well.
    static final int SHARES_PREVIOUS = 1;

    static final int SHARES_NEXT = 2;

    /// How many layers of escapes are removed from a text.
    static final int MAX_LAYERS = 6;

    private static final int PIECE = 256;
    private static final int MIN_DECODED = 4;
    private static final int MIN_HEX_BYTES = 4;
    private static final int MIN_BASE64_DIGITS = 4;
    private static final int MIN_TWICE_ENCODED = 8;

    private final Map<String, Integer> texts = new HashMap<>();
    private final Map<String, Integer> base64 = new HashMap<>();

    SecretPatterns(Iterable<String> values) {
        for (var value : values) {
            Stream.of(value, value.strip()).filter(text -> !text.isEmpty()).forEach(this::add);
        }
    }

    /// In lower case, as [#fold(char)] has it.
    Map<String, Integer> texts() {
        return texts;
    }

    Map<String, Integer> base64() {
        return base64;
    }

    static char fold(char c) {
        return Character.toLowerCase(c);
    }

    /// The digit of the standard alphabet. A space stands for the `+` that it was before a form was decoded.
    static char foldBase64(char c) {
        return switch (c) {
            case '-', ' ' -> '+';
            case '_' -> '/';
            default -> c;
        };
    }

    static boolean isBase64(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "+/-_".indexOf(c) >= 0);
    }

    private void add(String value) {
        decodings(value).forEach(this::addText);
        boolean small = value.length() <= PIECE;
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            bytes(value, charset).ifPresent(bytes -> addHex(bytes, small));
            var form = URLEncoder.encode(value, StandardCharsets.UTF_8);
            Stream.of(value, form, form.replace("+", "%20"))
                    .flatMap(text -> bytes(text, charset).stream())
                    .forEach(bytes -> addBase64(bytes, small));
        }
        if (small) {
            addBase64(value.getBytes(StandardCharsets.UTF_16LE), false);
        }
    }

    /// The value, and what is left of it when escapes in it are removed, as they are from the text that is searched.
    private static Set<String> decodings(String value) {
        var all = new LinkedHashSet<>(Set.of(value));
        var text = value;
        for (int layer = 0; layer < MAX_LAYERS; layer++) {
            text = DecodedText.unescape(text).map(DecodedText::text).orElse("");
            if (text.length() < MIN_DECODED) {
                return all;
            }
            all.add(text);
        }
        return all;
    }

    private void addText(String text) {
        var folded = new StringBuilder(text.length());
        text.chars().forEach(c -> folded.append(fold((char) c)));
        addPieces(texts, folded.toString(), 0);
    }

    private void addHex(byte[] bytes, boolean separated) {
        if (bytes.length < MIN_HEX_BYTES) {
            return;
        }
        addText(HexFormat.of().formatHex(bytes));
        if (separated) {
            Stream.of(" ", ":", "-", ", 0x", ",0x")
                    .forEach(between -> addText(HexFormat.ofDelimiter(between).formatHex(bytes)));
        }
    }

    /// Adds what the bytes look like in Base64 after 0, 1 or 2 other bytes.
    ///
    /// @param twice whether to add what these digits look like in Base64 themselves
    private void addBase64(byte[] bytes, boolean twice) {
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            var digits = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            boolean whole = shifted.length % 3 == 0;
            int begin = before == 0 ? 0 : before + 1;
            int end = Math.max(begin, digits.length() - (whole ? 0 : 1));
            var own = digits.substring(begin, end);
            if (own.length() >= MIN_BASE64_DIGITS) {
                addPieces(
                        base64,
                        own,
                        (before > 0 ? SHARES_PREVIOUS : 0) | (whole ? 0 : SHARES_NEXT));
            }
            if (twice && own.length() >= MIN_TWICE_ENCODED) {
                Stream.of(own, own.replace('+', '-').replace('/', '_'))
                        .distinct()
                        .forEach(
                                text -> addBase64(text.getBytes(StandardCharsets.US_ASCII), false));
            }
        }
    }

    private static void addPieces(Map<String, Integer> patterns, String text, int flags) {
        for (int at = 0; at < text.length(); at += PIECE) {
            int end = Math.min(at + PIECE, text.length());
            // the last piece is as long as the others, since a short one would be found in other
            // texts
            patterns.merge(
                    text.substring(Math.max(0, end - PIECE), end),
                    flags,
                    (one, other) -> one | other);
        }
    }

    private static Optional<byte[]> bytes(String text, Charset charset) {
        return charset.newEncoder().canEncode(text)
                ? Optional.of(text.getBytes(charset))
                : Optional.empty();
    }
}
