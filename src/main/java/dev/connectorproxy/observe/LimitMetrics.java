package dev.connectorproxy.observe;

import dev.connectorproxy.limit.LimitUsage;
import io.helidon.metrics.api.Tag;
import java.util.Collection;

/// Metrics of the limits that callers share. The label `key` is the name of an API key of the settings, or `anonymous`.
/// Read at each scrape, so that they cost calls nothing. Thread-safe.
///
/// @param keys the values of the label
public record LimitMetrics(Collection<String> keys) {

    /// Registers the metrics of a limit.
    ///
    /// @param limit its name, the key of its setting without the group
    public void register(String limit, LimitUsage usage) {
        for (var key : keys) {
            var tags = new Tag[] {Tag.create("limit", limit), Tag.create("key", key)};
            Meters.gauge(
                    "limit_used",
                    "What the calls of an API key use of a limit now",
                    () -> usage.used(key),
                    tags);
            Meters.count(
                    "limit_refusals",
                    "Calls refused because their API key had its share of a limit",
                    usage,
                    current -> current.refusals(key),
                    tags);
        }
    }
}
