package dev.connectorproxy.devserver;

/// What is kept of connectors by connector id, also while a connector is replaced, such as their webhooks and orders.
interface ConnectorMemory {
    /// Forgets a deleted connector.
    void forget(String connectorId);
}
