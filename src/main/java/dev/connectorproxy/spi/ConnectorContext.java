package dev.connectorproxy.spi;

import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What a connector is given at start; it may keep both.
///
/// @param egress the way out
/// @param settings those under `connectors.<name>` in the YAML file, keys joined with dots, values as text; the connector
///     itself checks them and refuses what it does not know. What the file does not set is not there
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
