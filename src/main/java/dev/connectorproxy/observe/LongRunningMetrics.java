package dev.connectorproxy.observe;

import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/// Metrics of deferred calls. Thread-safe.
public final class LongRunningMetrics {
    private final Timer toStart =
            Meters.timer(
                    "long_running_commit_to_start",
                    "From a call being on disk to its command being begun",
                    Tag.create("step", "start"));
    private final Timer toDelivered =
            Meters.timer(
                    "long_running_finish_to_delivered",
                    "From a command being over to its result being delivered",
                    Tag.create("step", "delivery"));

    /// A command was started for the first time.
    public void began(Duration sinceAccepted) {
        toStart.record(sinceAccepted);
    }

    public void delivered(Duration sinceFinished) {
        toDelivered.record(sinceFinished);
    }

    /// A callback was sent, or could not be.
    ///
    /// @param origin one of those in the settings
    public void attempted(String origin, String outcome) {
        Meters.counter(
                        "long_running_callbacks",
                        "Callbacks sent, by the origin they are for and by what came of it",
                        Tag.create("origin", origin),
                        Tag.create("outcome", outcome))
                .increment();
    }

    public void storeUp(DoubleSupplier up) {
        Meters.gauge("long_running_store_up", "Whether the database was there a moment ago", up);
    }

    public void state(String state, DoubleSupplier count) {
        Meters.gauge(
                "long_running_invocations",
                "Invocations that are kept, by state",
                count,
                Tag.create("state", state));
    }

    public void saturatedTargets(DoubleSupplier count) {
        Meters.gauge(
                "long_running_saturated_targets",
                "Targets whose commands wait until others to the same target end",
                count);
    }

    /// The age of the oldest running invocation in seconds.
    public void oldest(DoubleSupplier seconds) {
        Meters.gauge(
                "long_running_oldest_seconds",
                "Age of the oldest invocation that is under way",
                seconds);
    }

    /// The age of the oldest invocation in a state in which it waits, in seconds.
    public void oldestWaiting(String state, DoubleSupplier seconds) {
        Meters.gauge(
                "long_running_oldest_waiting_seconds",
                "Age of the oldest invocation that waits, by state",
                seconds,
                Tag.create("state", state));
    }

    /// @param state `active`, `idle`, or `pending`: threads that wait for a connection
    public void connections(String state, DoubleSupplier count) {
        Meters.gauge(
                "long_running_connections",
                "Connections to the database of invocations, by state",
                count,
                Tag.create("state", state));
    }

    public void maxConnections(int max) {
        Meters.gauge(
                "long_running_connections_max",
                "Limit of connections to the database of invocations",
                () -> max);
    }
}
