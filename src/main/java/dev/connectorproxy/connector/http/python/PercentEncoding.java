package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.toolkit.PercentCodec;
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
            if (PercentCodec.UNRESERVED.test(value)) {
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
        return encode(upperCase, PercentCodec.isWellFormed(text) ? allowed + "%" : allowed);
    }

    private static String encode(String text, String allowed) {
        return PercentCodec.encode(text, PercentCodec.alphanumericOr(allowed));
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
