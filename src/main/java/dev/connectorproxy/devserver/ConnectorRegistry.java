package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// All connectors, in the order in which their ids were first added. One lock guards the map and is held for map
/// operations only; callers receive copies. Thread-safe.
final class ConnectorRegistry {
    private final Lock lock = new ReentrantLock();
    private final Map<String, ConnectorInstance> instances =
            new LinkedHashMap<>(); // guarded by lock
    private final int max;

    ConnectorRegistry(int max) {
        this.max = max;
    }

    /// Adds a connector. A connector that already has this id is replaced, and its states are deleted.
    ///
    /// @throws DevServerException 409 when there are too many connectors
    void put(ConnectorInstance instance) {
        var previous =
                locked(() -> {
                    if (!instances.containsKey(instance.id()) && instances.size() >= max) {
                        throw DevServerException.conflict(
                                "too many connectors",
                                "the server keeps at most "
                                        + max
                                        + " (dev-server.connectors); delete one",
                                PaymentError.RETRY_LATER);
                    }
                    return Optional.ofNullable(instances.put(instance.id(), instance));
                });
        previous.ifPresent(replaced -> replaced.states().close());
    }

    /// The connector with this id.
    ///
    /// @throws DevServerException 404 when there is none
    ConnectorInstance get(String id) {
        return find(id).orElseThrow(ConnectorRegistry::notFound);
    }

    /// Deletes the connector with this id and its states.
    ///
    /// @throws DevServerException 404 when there is none
    void delete(String id) {
        var instance =
                locked(() -> Optional.ofNullable(instances.remove(id)))
                        .orElseThrow(ConnectorRegistry::notFound);
        instance.states().close();
    }

    List<ConnectorInstance> all() {
        return locked(() -> List.copyOf(instances.values()));
    }

    private Optional<ConnectorInstance> find(String id) {
        return locked(() -> Optional.ofNullable(instances.get(id)));
    }

    private static DevServerException notFound() {
        return DevServerException.notFound("plugin not found");
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
