package dev.connectorproxy.server;

import java.time.Duration;

/// The timeouts of a server connection, in nanoseconds.
///
/// @param idle for the first byte of a request, and for one write of a response
/// @param head for the rest of a request's line and headers
/// @param body for the whole body
/// @param linger for the peer to stop sending, after a response that it may not have read yet
record Patience(long idle, long head, long body, long linger) {
    private static final Duration LONGEST_LINGER = Duration.ofSeconds(1);
    private static final Duration SHORTEST_STEP = Duration.ofMillis(5);
    private static final Duration LONGEST_STEP = Duration.ofMillis(500);

    static Patience of(ServerSettings settings) {
        var idle = settings.idleTimeout().toNanos();
        return new Patience(
                idle,
                settings.headerTimeout().toNanos(),
                settings.bodyTimeout().toNanos(),
                Math.min(idle, LONGEST_LINGER.toNanos()));
    }

    /// The interval of the checks for expired waits: an eighth of the shortest timeout, within bounds.
    Duration step() {
        var eighth = Duration.ofNanos(Math.min(Math.min(idle, head), Math.min(body, linger)) / 8);
        if (eighth.compareTo(SHORTEST_STEP) < 0) {
            return SHORTEST_STEP;
        }
        return eighth.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : eighth;
    }
}
