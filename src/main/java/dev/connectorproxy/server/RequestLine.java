package dev.connectorproxy.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the server takes in a request's first line though it should not: bytes beyond ASCII in the path, `get` for `GET`.
/// On a method that is no token it fails with 500.
final class RequestLine {
    private static final String NOT_IN_METHOD = "abcdefghijklmnopqrstuvwxyz\"(),/:;<=>?@[\\]{}";

    private static final String IN_QUERY = "[]{}|\\^`";

    private RequestLine() {}

    /// Whether it has none of that.
    static boolean isStrict(byte[] line) {
        var inMethod = true;
        for (var it : line) {
            inMethod &= it != ' ';
            if (it < ' ' || it == 0x7F || inMethod && NOT_IN_METHOD.indexOf(it) >= 0) {
                return false;
            }
        }
        return true;
    }

    /// The line with what stands in its query as browsers (WHATWG URL), Python's `requests` or `curl` send it, though RFC 3986
    /// does not have it there, percent-encoded: the server would refuse it.
    static byte[] lenient(byte[] line) {
        int query = indexOf(line, '?');
        if (query < 0) {
            return line;
        }
        var out = new ByteArrayOutputStream(line.length + 16);
        out.write(line, 0, query);
        for (int at = query; at < line.length; at++) {
            if (line[at] < 0
                    || IN_QUERY.indexOf(line[at]) >= 0
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
