package dev.connectorproxy.devserver;

import java.util.concurrent.atomic.AtomicLong;

/// What the server keeps of its connectors besides their states, by connector id, also when a connector is replaced:
/// their webhooks, and the latest orders and deliveries of all connectors together. Thread-safe.
record ConnectorMemory(
        WebhookRegistry webhooks,
        BoundedHistory<OrderKey, PastOrder> orders,
        BoundedHistory<DeliveryKey, PastDelivery> deliveries,
        AtomicLong numbers) {
    private static final int MAX_ENTRIES = 1_000;
    private static final long MAX_BYTES = 16 << 20; // each of orders and deliveries

    static ConnectorMemory create() {
        return new ConnectorMemory(
                new WebhookRegistry(),
                new BoundedHistory<>(MAX_ENTRIES, MAX_BYTES),
                new BoundedHistory<>(MAX_ENTRIES, MAX_BYTES),
                new AtomicLong());
    }

    record OrderKey(String connectorId, OrderKind kind, String reference) {}

    record DeliveryKey(String connectorId, long number) {}

    /// Forgets a deleted connector.
    void forget(String connectorId) {
        webhooks.forget(connectorId);
        orders.removeIf(key -> key.connectorId().equals(connectorId));
        deliveries.removeIf(key -> key.connectorId().equals(connectorId));
    }
}
