package dev.connectorproxy.observe;

import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Timers of egress requests. The label has a closed set of values, as in [CommandMetrics]. Thread-safe.
final class EgressMetrics {
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    /// A target sent a response.
    void responded(int status, long nanos) {
        record(Outcomes.statusClass(status), nanos);
    }

    /// A request failed.
    void failed(String errorCode, long nanos) {
        record(Outcomes.code(errorCode), nanos);
    }

    private void record(String outcome, long nanos) {
        durations
                .computeIfAbsent(outcome, EgressMetrics::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Timer timer(String outcome) {
        var help = "Requests to the outside world, retries included, by status class or error code";
        return Meters.timer("egress_duration", help, Tag.create("outcome", outcome));
    }
}
