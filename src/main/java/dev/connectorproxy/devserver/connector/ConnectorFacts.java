package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What happened to connectors, by id. Thread-safe.
public final class ConnectorFacts implements ConnectorMemory {
    private final CopyingMap<String, Facts> byConnector = new CopyingMap<>();
    private final InstantSource clock;

    public ConnectorFacts(InstantSource clock) {
        this.clock = clock;
    }

    /// @param createdAt when it was created, or restored from the state file
    /// @param installedAt when it was last installed, unless it was uninstalled since
    /// @param problem why the present code of its provider cannot create it, as an error response
    public record Facts(
            Instant createdAt, Optional<Instant> installedAt, Optional<JsonObject> problem) {}

    public Facts get(String connectorId) {
        return byConnector.update(all -> all.computeIfAbsent(connectorId, _ -> fresh()));
    }

    public void created(String connectorId) {
        byConnector.change(all -> all.put(connectorId, fresh()));
    }

    /// Sets what is known of a connector from the state file; an absent time of creation is now.
    public void restore(
            String connectorId, Optional<Instant> createdAt, Optional<Instant> installedAt) {
        var facts = new Facts(createdAt.orElseGet(clock::instant), installedAt, Optional.empty());
        byConnector.change(all -> all.put(connectorId, facts));
    }

    public void setInstalled(String connectorId, boolean installed) {
        var at = Optional.of(clock.instant()).filter(_ -> installed);
        change(connectorId, facts -> new Facts(facts.createdAt(), at, facts.problem()));
    }

    void setProblem(String connectorId, Optional<JsonObject> problem) {
        change(connectorId, facts -> new Facts(facts.createdAt(), facts.installedAt(), problem));
    }

    @Override
    public void forget(String connectorId) {
        byConnector.change(all -> all.remove(connectorId));
    }

    private void change(String connectorId, UnaryOperator<Facts> change) {
        byConnector.change(
                all -> all.put(connectorId, change.apply(all.getOrDefault(connectorId, fresh()))));
    }

    private Facts fresh() {
        return new Facts(clock.instant(), Optional.empty(), Optional.empty());
    }
}
