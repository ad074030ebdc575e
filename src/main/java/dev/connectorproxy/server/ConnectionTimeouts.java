package dev.connectorproxy.server;

import java.time.Duration;

/// The timeouts of a server connection, in nanoseconds.
///
/// @param idle for the first byte of a request, and for one write of a response
/// @param head for the rest of a request's line and headers
/// @param body for the whole body
/// @param linger for the peer to stop sending, after a response that it may not have read yet
record ConnectionTimeouts(long idle, long head, long body, long linger) {
    private static final Duration MAX_LINGER = Duration.ofSeconds(1);
    private static final Duration MIN_SWEEP_INTERVAL = Duration.ofMillis(5);
    private static final Duration MAX_SWEEP_INTERVAL = Duration.ofMillis(500);

    static ConnectionTimeouts ofSettings(ServerSettings settings) {
        var idle = settings.idleTimeout().toNanos();
        return new ConnectionTimeouts(
                idle,
                settings.headerTimeout().toNanos(),
                settings.bodyTimeout().toNanos(),
                Math.min(idle, MAX_LINGER.toNanos()));
    }

    /// The interval of the checks for expired waits: an eighth of the shortest timeout, within bounds.
    Duration sweepInterval() {
        long shortest = Math.min(Math.min(idle, head), Math.min(body, linger));
        return Duration.ofNanos(
                Math.clamp(
                        shortest / 8, MIN_SWEEP_INTERVAL.toNanos(), MAX_SWEEP_INTERVAL.toNanos()));
    }
}
