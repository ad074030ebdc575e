package dev.connectorproxy.spi;

import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What a connector gets at start; it may keep all of it.
///
/// @param egress sends requests to the outside; the only permitted means
/// @param idempotentEgress the same, but where the operator has set `long-running.idempotency-header`, it adds the header
///     `Idempotency-Key` with [Call#idempotencyKey()], for targets that recognise repetitions by it
/// @param settings those under `connectors.<name>` in the YAML file, keys joined with dots, values as text; the
///     connector checks them and refuses unknown keys. Contains only what the file sets
public record ConnectorContext(
        Egress egress, Egress idempotentEgress, Map<String, String> settings) {
    public ConnectorContext {
        Objects.requireNonNull(egress, "egress");
        Objects.requireNonNull(idempotentEgress, "idempotentEgress");
        settings = Map.copyOf(settings);
    }

    /// A context whose egress adds no header.
    public ConnectorContext(Egress egress, Map<String, String> settings) {
        this(egress, egress, settings);
    }

    /// The keys of the settings: their values may be credentials.
    @Override
    public String toString() {
        return "ConnectorContext[" + new TreeSet<>(settings.keySet()) + "]";
    }
}
