package dev.connectorproxy.signin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Percent-encoding of UTF-8 (RFC 3986, section 2.1).
final class UrlEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private UrlEncoding() {}

    /// Encodes all characters that are not unreserved; a space becomes `%20`.
    static String encode(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0)) {
                out.append((char) b);
            } else {
                appendEscape(out, b);
            }
        }
        return out.toString();
    }

    /// The body of a form, `application/x-www-form-urlencoded`, with its fields in order.
    static String encodeForm(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// Encodes only the characters outside ASCII.
    static String encodeNonAscii(String text) {
        var out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                out.append((char) b);
            } else {
                appendEscape(out, b);
            }
        }
        return out.toString();
    }

    /// Decodes a text; empty if an escape is incomplete or the bytes are not UTF-8. A plus sign stays a plus sign.
    static Optional<String> decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '%') {
                out.write(bytes[at]);
                continue;
            }
            int value = hexByte(bytes, at + 1);
            if (value < 0) {
                return Optional.empty();
            }
            out.write(value);
            at += 2;
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(out.toByteArray())).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static int hexByte(byte[] bytes, int from) {
        if (from + 2 > bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[from], 16);
        int low = Character.digit(bytes[from + 1], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static void appendEscape(StringBuilder out, byte b) {
        out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
    }
}
