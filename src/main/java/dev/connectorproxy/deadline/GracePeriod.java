package dev.connectorproxy.deadline;

import java.time.Duration;

/// How long after the deadline of a call a layer still waits for the layers inside it. The layer that does the work
/// ends at the deadline itself, and knows best what it was waiting for; each layer around it waits a little longer, so
/// that its failure arrives. The constants stand in the order of the layers, the innermost first.
///
/// Connectors do not know this package; they end at the deadline or before it. `postgres_v2` has three steps, of
/// which `sql` has the last two: 500 ms before the deadline the server stops the statement, 300 ms before it the statement
/// is cancelled, and 100 ms before it the connection is abandoned.
public enum GracePeriod {
    /// The connect timeout of egress waits for the watchdog of egress, so that a late connection is a late response.
    CONNECT(50),
    /// The client of another proxy waits for its own socket timeouts.
    PEER(100),
    /// A command of a plugin waits for the thread of the plugin, which uses egress.
    PLUGIN(200),
    /// Those who run a command or call a payment provider wait for all of the above.
    CALLER(250);

    private final Duration duration;

    GracePeriod(int millis) {
        this.duration = Duration.ofMillis(millis);
    }

    public Duration duration() {
        return duration;
    }

    /// The end of the grace period.
    ///
    /// @param deadline a reading of [System#nanoTime()]; so is the result
    public long after(long deadline) {
        return deadline + duration.toNanos();
    }
}
