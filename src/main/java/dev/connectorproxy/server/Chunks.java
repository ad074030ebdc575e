package dev.connectorproxy.server;

import io.helidon.http.RequestException;

/// The lines amid one chunked body (RFC 9112, section 7.1), read strictly: a size is hexadecimal digits and nothing else,
/// extensions and trailers are dropped. Used by the connection's thread only.
final class Chunks {
    /// The longest size line, extensions included.
    static final int LONGEST_SIZE = 1024;

    /// The longest trailers, in all.
    static final int LONGEST_TRAILERS = 8 * 1024;

    private static final int MOST_DIGITS = 15;
    private long bytes;
    private boolean lastSeen;

    /// Takes a size line and gives the digits of the size.
    ///
    /// @throws RequestException if it is malformed
    String size(String line) {
        var semicolon = line.indexOf(';');
        var digits = semicolon < 0 ? line : line.substring(0, semicolon);
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !isHexadecimal(digits)) {
            throw Framing.refused("a chunk's size is not a number");
        }
        var size = Long.parseLong(digits, 16);
        bytes = Math.min(bytes + size, Long.MAX_VALUE >> 1); // never overflows
        lastSeen = size == 0;
        return digits;
    }

    /// How long the body is by the sizes seen so far.
    long bytes() {
        return bytes;
    }

    /// Whether the last chunk's size has been seen, so that trailers follow.
    boolean lastSeen() {
        return lastSeen;
    }

    /// Control characters are what parsers differ about; neither extensions nor trailers need them.
    static boolean isPlain(String line) {
        return line.chars().noneMatch(it -> it < ' ' && it != '\t' || it == 0x7F);
    }

    private static boolean isHexadecimal(String digits) {
        return digits.chars().allMatch(it -> it < 0x80 && Character.digit(it, 16) >= 0);
    }
}
