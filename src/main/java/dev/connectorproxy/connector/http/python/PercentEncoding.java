package dev.connectorproxy.connector.http.python;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Percent-encoding of URLs (RFC 3986) as urllib3 2 and then `requests` 2 do it.
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
    private static final String QUERY = PATH + "?";
    private static final String SAFE = UNRESERVED + "!#$&'()*+,/:;=?@[]";
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

    private PercentEncoding() {}

    /// Percent-encodes the characters that are not allowed in a path.
    public static String encodePath(String text) {
        return encodeIllegal(text, PATH);
    }

    /// Percent-encodes the characters that are not allowed in a query.
    public static String encodeQuery(String text) {
        return encodeIllegal(text, QUERY);
    }

    /// Normalizes path and query like `requote_uri` of `requests`: decodes escapes of unreserved characters and encodes
    /// illegal characters. If one escape is not hexadecimal, every percent sign is encoded.
    public static String requote(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' || !areAlphanumeric(text, i + 1)) {
                out.append(c);
                continue;
            }
            int value = value(text, i + 1);
            if (value < 0) {
                return encode(text, SAFE);
            }
            if (isAllowed(value, UNRESERVED)) {
                out.append((char) value);
                i += 2;
            } else {
                out.append(c);
            }
        }
        return encode(out.toString(), SAFE + "%");
    }

    /// Keeps existing escapes, in upper case, unless there is a percent sign that does not begin an escape.
    private static String encodeIllegal(String text, String allowed) {
        var upperCase =
                ESCAPE.matcher(text).replaceAll(match -> match.group().toUpperCase(Locale.ROOT));
        long escapes = ESCAPE.matcher(text).results().count();
        boolean encoded = escapes == text.chars().filter(c -> c == '%').count();
        return encode(upperCase, encoded ? allowed + "%" : allowed);
    }

    private static String encode(String text, String allowed) {
        if (text.chars().allMatch(c -> isAllowed(c, allowed))) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAllowed(b, allowed)) {
                out.append((char) b);
            } else {
                FormEncoding.appendPercentEncoded(out, b);
            }
        }
        return out.toString();
    }

    private static boolean isAllowed(int c, String allowed) {
        return c > 0 && c < 0x80 && (Character.isLetterOrDigit(c) || allowed.indexOf(c) >= 0);
    }

    private static boolean areAlphanumeric(String text, int from) {
        return from + 2 <= text.length()
                && Character.isLetterOrDigit(text.charAt(from))
                && Character.isLetterOrDigit(text.charAt(from + 1));
    }

    private static int value(String text, int from) {
        int high = hex(text.charAt(from));
        int low = hex(text.charAt(from + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
