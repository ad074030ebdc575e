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
final class Connectors {
    private final Lock lock = new ReentrantLock();
    private final Map<String, Instance> instances = new LinkedHashMap<>(); // guarded by lock
    private final int most;

    Connectors(int max) {
        this.most = max;
    }

    /// Adds a connector. A connector that already has this id is replaced, and its states are deleted.
    ///
    /// @throws DevServerException 409 when there are too many connectors
    void put(Instance instance) {
        var previous =
                locked(() -> {
                    if (!instances.containsKey(instance.id()) && instances.size() >= most) {
                        throw DevFailure.conflict(
                                "too many connectors",
                                "the server keeps at most "
                                        + most
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
    Instance get(String id) {
        return find(id).orElseThrow(Connectors::unknown);
    }

    /// Deletes the connector with this id and its states.
    ///
    /// @throws DevServerException 404 when there is none
    void delete(String id) {
        var instance =
                locked(() -> Optional.ofNullable(instances.remove(id)))
                        .orElseThrow(Connectors::unknown);
        instance.states().close();
    }

    List<Instance> all() {
        return locked(() -> List.copyOf(instances.values()));
    }

    private Optional<Instance> find(String id) {
        return locked(() -> Optional.ofNullable(instances.get(id)));
    }

    private static DevFailure unknown() {
        return DevFailure.notFound("plugin not found");
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
