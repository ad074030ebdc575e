package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.devserver.capture.EgressLayer;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.spi.Egress;
import java.util.Optional;

/// The faults of all connectors, in memory only; those of a connector stay while it is replaced. Thread-safe.
public final class FaultRegistry implements ConnectorMemory, EgressLayer {
    private final CopyingMap<String, ActiveFaults> faults = new CopyingMap<>();

    Optional<ActiveFaults> get(String connectorId) {
        return faults.update(all -> Optional.ofNullable(all.get(connectorId)));
    }

    /// Replaces the faults of a connector.
    void put(String connectorId, ActiveFaults active) {
        faults.change(all -> all.put(connectorId, active));
    }

    @Override
    public void forget(String connectorId) {
        faults.change(all -> all.remove(connectorId));
    }

    @Override
    public Egress over(String connectorId, Egress next) {
        return new FaultyEgress(next, () -> get(connectorId), Thread::sleep);
    }
}
