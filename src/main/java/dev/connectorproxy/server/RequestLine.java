package dev.connectorproxy.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Checks the request line, where the server is too lenient: it accepts non-ASCII bytes in the path and `get` for
/// `GET`, and fails with 500 if the method is not a token.
final class RequestLine {
    private static final String NOT_IN_METHOD = "abcdefghijklmnopqrstuvwxyz\"(),/:;<=>?@[\\]{}";

    private static final String ESCAPED_IN_QUERY = "[]{}|\\^`";

    private RequestLine() {}

    /// Whether the line has none of these errors.
    static boolean isStrict(byte[] line) {
        var inMethod = true;
        for (var octet : line) {
            inMethod &= octet != ' ';
            if (octet < ' ' || octet == 0x7F || inMethod && NOT_IN_METHOD.indexOf(octet) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// Percent-encodes the characters of the query that RFC 3986 does not allow but browsers (WHATWG URL), Python's
    /// `requests` and `curl` send: the server would reject them.
    static byte[] escapeQuery(byte[] line) {
        int query = indexOf(line, '?');
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

    private static int indexOf(byte[] line, char wanted) {
        for (int at = 0; at < line.length; at++) {
            if (line[at] == wanted) {
                return at;
            }
        }
        return -1;
    }
}
