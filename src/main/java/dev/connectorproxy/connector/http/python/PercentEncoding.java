package dev.connectorproxy.connector.http.python;

import dev.connectorproxy.toolkit.PercentCodec;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/// Percent-encoding of URLs (RFC 3986) as urllib3 2 and then `requests` 2 do it.
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
    private static final String QUERY = PATH + "?";
    private static final String SAFE = UNRESERVED + "!#$&'()*+,/:;=?@[]";

    /// Alphanumeric as Python's `isalnum` sees it.
    private static final Pattern ALPHANUMERIC_ESCAPE =
            Pattern.compile("%([\\p{L}\\p{Nd}&&[\\x{0}-\\x{FFFF}]]{2})");

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
        var escapes = ALPHANUMERIC_ESCAPE.matcher(text);
        if (!escapes.results().allMatch(escape -> ESCAPE.matcher(escape.group()).matches())) {
            return encode(text, SAFE);
        }
        var decoded =
                escapes.replaceAll(escape -> {
                    int octet = HexFormat.fromHexDigits(escape.group(1));
                    return PercentCodec.UNRESERVED.test(octet)
                            ? Character.toString(octet)
                            : escape.group();
                });
        return encode(decoded, SAFE + "%");
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
}
