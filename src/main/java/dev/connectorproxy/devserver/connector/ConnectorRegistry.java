package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.memory.CopyingMap;
import dev.connectorproxy.spi.payment.PaymentError;
import java.util.List;
import java.util.Optional;

/// All connectors, in the order in which their ids were first added. Thread-safe.
public final class ConnectorRegistry implements RecordedConnectors {
    private final CopyingMap<String, ConnectorInstance> instances = new CopyingMap<>();
    private final int max;
    private final List<ConnectorMemory> memories;

    /// @param memories what is kept of connectors elsewhere, and forgotten when they are deleted
    public ConnectorRegistry(int max, List<ConnectorMemory> memories) {
        this.max = max;
        this.memories = List.copyOf(memories);
    }

    /// Adds a connector. A connector that already has this id is replaced, and its states are deleted.
    ///
    /// @throws DevServerException 409 when there are too many connectors
    public void put(ConnectorInstance instance) {
        var previous =
                instances.update(all -> {
                    if (!all.containsKey(instance.id()) && all.size() >= max) {
                        throw DevServerException.conflict(
                                "too many connectors",
                                "the server keeps at most "
                                        + max
                                        + " (dev-server.connectors); delete one",
                                PaymentError.RETRY_LATER);
                    }
                    return Optional.ofNullable(all.put(instance.id(), instance));
                });
        previous.ifPresent(replaced -> replaced.states().close());
    }

    /// Replaces a connector by the same one made again, which has the same states, unless it was replaced or deleted.
    void renew(ConnectorInstance before, ConnectorInstance after) {
        instances.change(all -> {
            if (all.get(before.id()) == before) {
                all.put(before.id(), after);
            }
        });
    }

    @Override
    public ConnectorInstance get(String id) {
        return find(id).orElseThrow(ConnectorRegistry::notFound);
    }

    public Optional<ConnectorInstance> find(String id) {
        return instances.update(all -> Optional.ofNullable(all.get(id)));
    }

    @Override
    public void checkExists(String id) {
        try {
            get(id);
        } catch (DevServerException e) {
            memories.forEach(memory -> memory.forget(id));
            throw e;
        }
    }

    /// Forgets what was kept for a connector that was deleted meanwhile, if it was.
    public void forgetIfDeleted(String id) {
        if (!instances.update(all -> all.containsKey(id))) {
            memories.forEach(memory -> memory.forget(id));
        }
    }

    /// Deletes the connector with this id, its states, and all that is kept of it.
    ///
    /// @throws DevServerException 404 when there is none
    public void delete(String id) {
        var instance =
                instances
                        .update(all -> Optional.ofNullable(all.remove(id)))
                        .orElseThrow(ConnectorRegistry::notFound);
        instance.states().close();
        memories.forEach(memory -> memory.forget(id));
    }

    public List<ConnectorInstance> all() {
        return instances.update(all -> List.copyOf(all.values()));
    }

    /// The text without the secrets of any connector.
    public String mask(String text) {
        var masked = text;
        for (var instance : all()) {
            masked = instance.mask().text(masked);
        }
        return masked;
    }

    private static DevServerException notFound() {
        return DevServerException.notFound("plugin not found");
    }
}
