package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The connectors there are, in the order in which their ids came up. Guarded by one lock, held for map operations only;
/// what goes out is a copy. Thread-safe.
final class Connectors {
    private final Lock lock = new ReentrantLock();
    private final Map<String, Instance> instances = new LinkedHashMap<>(); // guarded by lock
    private final int most;

    Connectors(int most) {
        this.most = most;
    }

    /// Adds a connector, or puts it in the place of the one with its id, whose states are forgotten.
    ///
    /// @throws DevFailure 409, there are too many
    void put(Instance instance) {
        var before =
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
        before.ifPresent(it -> it.states().close());
    }

    /// The connector of that id.
    ///
    /// @throws DevFailure 404
    Instance get(String id) {
        return find(id).orElseThrow(Connectors::unknown);
    }

    /// Deletes the connector of that id and its states.
    ///
    /// @throws DevFailure 404
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
