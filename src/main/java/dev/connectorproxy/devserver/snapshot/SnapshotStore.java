package dev.connectorproxy.devserver.snapshot;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// The latest snapshots of all connectors together: 2,000, up to 32 MiB. Thread-safe.
public final class SnapshotStore implements ConnectorMemory {
    private static final int MAX_ENTRIES = 2_000;
    private static final long MAX_BYTES = 32 << 20;

    private final ConnectorHistory<Long, Snapshot> snapshots =
            new ConnectorHistory<>(MAX_ENTRIES, MAX_BYTES);
    private final AtomicLong numbers = new AtomicLong();
    private final InstantSource clock;

    public SnapshotStore(InstantSource clock) {
        this.clock = clock;
    }

    /// What a caller says about a snapshot.
    ///
    /// @param name empty for the method and the URL
    record Label(String name, String description, List<String> tags) {}

    /// Keeps an exchange.
    ///
    /// @param message see [Snapshot#message]
    Snapshot add(String connectorId, Label label, JsonObject message) {
        return add(connectorId, label, message, clock.instant());
    }

    Snapshot add(String connectorId, Label label, JsonObject message, Instant createdAt) {
        var name =
                label.name().isEmpty()
                        ? message.getString("method") + " " + message.getString("url")
                        : label.name();
        var snapshot =
                new Snapshot(
                        numbers.incrementAndGet(),
                        name,
                        label.description(),
                        label.tags(),
                        createdAt,
                        message);
        snapshots.put(connectorId, snapshot.number(), snapshot, snapshot.size());
        return snapshot;
    }

    /// The snapshots that have all the tags, the oldest first.
    List<Snapshot> all(String connectorId, List<String> tags) {
        return snapshots.all(connectorId).stream()
                .filter(snapshot -> snapshot.tags().containsAll(tags))
                .toList();
    }

    /// @param number as it stands in a path
    /// @throws DevServerException 404 when there is none
    Snapshot get(String connectorId, String number) {
        return QueryNumbers.parse(number)
                .flatMap(parsed -> snapshots.get(connectorId, parsed))
                .orElseThrow(() -> DevServerException.notFound("snapshot not found"));
    }

    void remove(String connectorId, Snapshot snapshot) {
        snapshots.remove(connectorId, snapshot.number());
    }

    @Override
    public void forget(String connectorId) {
        snapshots.forget(connectorId);
    }
}
