package dev.connectorproxy.observe;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Something that health tells of and that never makes it worse: a name, and lines by name. What has no line at start is not
/// told of. The supplier is called by many threads at once.
public record HealthDetail(String name, Supplier<Map<String, String>> lines) {
    public HealthDetail {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(lines, "lines");
    }
}
