package dev.connectorproxy.spi;

import java.util.Map;
import java.util.Objects;

/// What a connector is given at start: the way out, and the settings under `connectors.<name>`, keys flattened with dots.
public record ConnectorContext(Egress egress, Map<String, String> settings) {
    public ConnectorContext {
        Objects.requireNonNull(egress, "egress");
        settings = Map.copyOf(settings);
    }
}
