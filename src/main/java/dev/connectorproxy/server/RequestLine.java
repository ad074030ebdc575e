package dev.connectorproxy.server;

/// What the server takes in a request's first line though it should not: bytes beyond ASCII in the path, `get` for `GET`.
/// On a method that is no token it fails with 500.
final class RequestLine {
    private static final String NOT_IN_METHOD = "abcdefghijklmnopqrstuvwxyz\"(),/:;<=>?@[\\]{}";

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
}
