package dev.connectorproxy.observe;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Information in the health response that never affects its status: a name, and values by name. The supplier is called by
/// many threads at once.
///
/// @param changing whether it is shown even if it has no values at the start, since they may come later
public record HealthDetail(String name, Supplier<Map<String, String>> lines, boolean changing) {
    public HealthDetail {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lines, "lines");
    }

    /// A detail that is left out if it has no values at the start.
    public HealthDetail(String name, Supplier<Map<String, String>> lines) {
        this(name, lines, false);
    }
}
