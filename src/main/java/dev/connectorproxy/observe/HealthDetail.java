package dev.connectorproxy.observe;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Information in the health response that never affects its status: a name, and values by name. A detail without
/// values at the start is left out. The supplier is called by many threads at once.
public record HealthDetail(String name, Supplier<Map<String, String>> lines) {
    public HealthDetail {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lines, "lines");
    }
}
