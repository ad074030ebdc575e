package dev.connectorproxy.server;

import io.helidon.http.RequestException;

/// The framing lines of one chunked body (RFC 9112, section 7.1), parsed strictly: a size is hexadecimal digits and
/// nothing else; extensions and trailers are dropped. Used by the connection's thread only.
final class ChunkedFraming {
    /// The maximum length of a size line with its extensions, in bytes.
    static final int MAX_SIZE_LINE = 1024;

    /// The maximum length of all trailers, in bytes.
    static final int MAX_TRAILERS = 8 * 1024;

    private static final int MAX_DIGITS = 15;
    private long bodyBytes;
    private boolean lastChunkSeen;

    /// Parses a size line; returns the digits of the size.
    ///
    /// @throws RequestException if it is malformed
    String parseSize(String line) {
        var semicolon = line.indexOf(';');
        var digits = semicolon < 0 ? line : line.substring(0, semicolon);
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || !isHexadecimal(digits)) {
            throw RequestFraming.badRequest("a chunk's size is not a number");
        }
        var size = Long.parseLong(digits, 16);
        bodyBytes = Math.min(bodyBytes + size, Long.MAX_VALUE >> 1); // never overflows
        lastChunkSeen = size == 0;
        return digits;
    }

    /// The length of the body by the sizes parsed so far.
    long bodyBytes() {
        return bodyBytes;
    }

    /// Whether the last chunk's size has been parsed, so that trailers follow.
    boolean isLastChunkSeen() {
        return lastChunkSeen;
    }

    /// Whether the line has no control characters, which parsers interpret differently; extensions and trailers need
    /// none.
    static boolean isPlain(String line) {
        return line.chars().noneMatch(c -> c < ' ' && c != '\t' || c == 0x7F);
    }

    private static boolean isHexadecimal(String digits) {
        return digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    }
}
