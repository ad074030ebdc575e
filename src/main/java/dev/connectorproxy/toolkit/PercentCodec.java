package dev.connectorproxy.toolkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/// Percent-encoding of UTF-8 (RFC 3986, section 2.1). A plus sign is an ordinary character.
public final class PercentCodec {
    /// The unreserved characters (RFC 3986, section 2.3): ASCII alphanumeric ones and `-._~`.
    public static final IntPredicate UNRESERVED = alphanumericOr("-._~");

    /// The characters that forms leave as they are (WHATWG URL, application/x-www-form-urlencoded): ASCII alphanumeric
    /// ones and `*-._`.
    public static final IntPredicate FORM = alphanumericOr("*-._");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentCodec() {}

    /// ASCII alphanumeric characters and these.
    public static IntPredicate alphanumericOr(String marks) {
        return c ->
                c < 0x80 && Character.digit(c, Character.MAX_RADIX) >= 0 || marks.indexOf(c) >= 0;
    }

    /// Encodes all characters that are not unreserved; a space becomes `%20`.
    public static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /// Encodes all characters outside ASCII, and those in ASCII that are not kept.
    public static String encode(String text, IntPredicate kept) {
        return encode(text.getBytes(StandardCharsets.UTF_8), kept);
    }

    /// The same for a text that is already bytes.
    public static String encode(byte[] text, IntPredicate kept) {
        var out = new StringBuilder(text.length + 16);
        for (byte octet : text) {
            if (octet >= 0 && kept.test(octet)) {
                out.append((char) octet);
            } else {
                out.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return out.toString();
    }

    /// The fields of a form or query, in order: `a=1&b=2`.
    public static String encodeFields(Map<String, String> fields, IntPredicate kept) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey(), kept) + "=" + encode(field.getValue(), kept))
                .collect(Collectors.joining("&"));
    }

    /// The fields of a form or query by name, in order.
    ///
    /// @throws IllegalArgumentException an escape is not well-formed, or a field comes twice
    public static Map<String, String> decodeFields(String fields) {
        var all = new LinkedHashMap<String, String>();
        for (var field : fields.split("&")) {
            int equals = field.indexOf('=');
            var name = decodeField(equals < 0 ? field : field.substring(0, equals));
            var value = decodeField(equals < 0 ? "" : field.substring(equals + 1));
            if (!field.isEmpty() && all.put(name, value) != null) {
                throw new IllegalArgumentException("has a parameter that comes twice");
            }
        }
        return all;
    }

    private static String decodeField(String text) {
        return decode(text.replace('+', ' '))
                .orElseThrow(() -> new IllegalArgumentException("is not readable"));
    }

    /// Whether every percent sign begins an escape: two hexadecimal digits follow it.
    public static boolean isWellFormed(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (escapeAt(text, at) < 0) {
                return false;
            }
        }
        return true;
    }

    /// Decodes a text; empty if it is not well-formed, or its escapes are not UTF-8.
    public static Optional<String> decode(String text) {
        try {
            return isWellFormed(text)
                    ? Optional.of(decode(text, StandardCharsets.UTF_8.newDecoder()))
                    : Optional.empty();
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Decodes a text. A percent sign that does not begin an escape stays, and escapes that are not UTF-8 become
    /// U+FFFD.
    public static String decodeLeniently(String text) {
        try {
            return decode(
                    text,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE));
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("what cannot be decoded is replaced", e);
        }
    }

    private static String decode(String text, CharsetDecoder decoder)
            throws CharacterCodingException {
        var out = new StringBuilder(text.length());
        var octets = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); ) {
            int octet = escapeAt(text, at);
            if (octet < 0) {
                out.append(text.charAt(at++));
                continue;
            }
            octets.reset();
            for (; octet >= 0; octet = escapeAt(text, at)) {
                octets.write(octet);
                at += 3;
            }
            out.append(decoder.decode(ByteBuffer.wrap(octets.toByteArray())));
        }
        return out.toString();
    }

    /// The octet whose escape begins there, or -1.
    private static int escapeAt(String text, int at) {
        return at + 2 < text.length()
                        && text.charAt(at) == '%'
                        && HexFormat.isHexDigit(text.charAt(at + 1))
                        && HexFormat.isHexDigit(text.charAt(at + 2))
                ? HexFormat.fromHexDigits(text, at + 1, at + 3)
                : -1;
    }
}
