package dev.connectorproxy.devserver.memory;

/// What is kept of connectors by connector id, also while a connector is replaced, such as their webhooks and orders.
public interface ConnectorMemory {
    /// Forgets a deleted connector.
    void forget(String connectorId);
}
