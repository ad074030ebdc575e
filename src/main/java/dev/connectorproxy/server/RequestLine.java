package dev.connectorproxy.server;

import io.helidon.common.buffers.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Checks the request line, where the server is too lenient: it accepts non-ASCII bytes in the path and `get` for
/// `GET`, and fails with 500 if the method is not a token or the target has none of the forms of RFC 9112, section 3.2.
final class RequestLine {
    private static final String NOT_IN_METHOD = "abcdefghijklmnopqrstuvwxyz\"(),/:;<=>?@[\\]{}";

    private static final String ESCAPED_IN_QUERY = "[]{}|\\^`";

    private static final Pattern TARGET =
            Pattern.compile("/.*|\\*|https?://[^/?#].*", Pattern.CASE_INSENSITIVE);

    private static final byte[] HTTP_1_0 = " HTTP/1.0".getBytes(StandardCharsets.US_ASCII);

    private RequestLine() {}

    /// Whether the line is of HTTP/1.0.
    static boolean isHttp10(byte[] line) {
        int start = line.length - HTTP_1_0.length;
        return start > 0 && Arrays.equals(line, start, line.length, HTTP_1_0, 0, HTTP_1_0.length);
    }

    /// The line of an HTTP/1.0 request as one of HTTP/1.1, the only version that the server supports.
    static byte[] asHttp11(byte[] line) {
        var changed = line.clone();
        changed[line.length - 1] = '1';
        return changed;
    }

    /// Whether the line has none of these errors.
    static boolean isStrict(byte[] line) {
        int space = Bytes.firstIndexOf(line, 0, line.length, (byte) ' ');
        for (int at = 0; at < line.length; at++) {
            var octet = line[at];
            if (octet < ' ' || octet == 0x7F || at < space && NOT_IN_METHOD.indexOf(octet) >= 0) {
                return false;
            }
        }
        return space >= 0
                && (line.length > space + 1 && line[space + 1] == '/' || hasTarget(line, space));
    }

    private static boolean hasTarget(byte[] line, int space) {
        var rest = new String(line, space + 1, line.length - space - 1, StandardCharsets.US_ASCII);
        int end = rest.indexOf(' ');
        return TARGET.matcher(end < 0 ? rest : rest.substring(0, end)).matches();
    }

    /// Percent-encodes the characters of the query that RFC 3986 does not allow but browsers (WHATWG URL), Python's
    /// `requests` and `curl` send: the server would reject them.
    static byte[] escapeQuery(byte[] line) {
        int query = Bytes.firstIndexOf(line, 0, line.length, (byte) '?');
        if (query < 0) {
            return line;
        }
        var out = new ByteArrayOutputStream(line.length + 16);
        out.write(line, 0, query);
        for (int at = query; at < line.length; at++) {
            if (line[at] < 0
                    || ESCAPED_IN_QUERY.indexOf(line[at]) >= 0
                    || line[at] == '%' && !isEscape(line, at)) {
                out.writeBytes("%%%02X".formatted(line[at]).getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write(line[at]);
            }
        }
        return out.size() == line.length ? line : out.toByteArray();
    }

    private static boolean isEscape(byte[] line, int at) {
        return at + 2 < line.length
                && Character.digit(line[at + 1], 16) >= 0
                && Character.digit(line[at + 2], 16) >= 0;
    }
}
