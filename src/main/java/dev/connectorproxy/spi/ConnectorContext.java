package dev.connectorproxy.spi;

import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What a connector gets at start; it may keep both.
///
/// @param egress sends requests to the outside; the only permitted means
/// @param settings those under `connectors.<name>` in the YAML file, keys joined with dots, values as text; the
///     connector checks them and refuses unknown keys. Contains only what the file sets
public record ConnectorContext(Egress egress, Map<String, String> settings) {
    public ConnectorContext {
        Objects.requireNonNull(egress, "egress");
        settings = Map.copyOf(settings);
    }

    /// The keys of the settings: their values may be credentials.
    @Override
    public String toString() {
        return "ConnectorContext[" + new TreeSet<>(settings.keySet()) + "]";
    }
}
