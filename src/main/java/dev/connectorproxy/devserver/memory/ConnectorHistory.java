package dev.connectorproxy.devserver.memory;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// The latest entries of all connectors together, up to a number of entries and of bytes; beyond either, the oldest ones
/// are dropped. An entry that exceeds the bytes alone is not kept. Keys and values are immutable. Thread-safe.
///
/// @param <K> the key of an entry among those of its connector
public final class ConnectorHistory<K, V> implements ConnectorMemory {
    private final CopyingMap<Key<K>, Sized<V>> entries = new CopyingMap<>();
    private final int maxEntries;
    private final long maxBytes;
    private long bytes; // guarded by the lock of entries

    public ConnectorHistory(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    private record Key<K>(String connectorId, K key) {}

    private record Sized<V>(V value, long bytes) {}

    /// Adds an entry, or replaces the one with this key.
    ///
    /// @return the replaced one
    public Optional<V> put(String connectorId, K key, V value, long size) {
        return merge(connectorId, key, _ -> value, _ -> size);
    }

    /// Adds an entry that depends on the one with this key, which it replaces.
    ///
    /// @param merged makes the entry; runs under the lock of all entries, so it must be short and must not block
    /// @return the replaced one
    public Optional<V> merge(
            String connectorId, K key, Function<Optional<V>, V> merged, ToLongFunction<V> sizeOf) {
        return entries.update(all -> {
            var whole = new Key<>(connectorId, key);
            var before = drop(all, whole);
            var value = merged.apply(before);
            long size = sizeOf.applyAsLong(value);
            if (size <= maxBytes) {
                all.putLast(whole, new Sized<>(value, size));
                bytes += size;
            }
            while (all.size() > maxEntries || bytes > maxBytes) {
                drop(all, all.firstEntry().getKey());
            }
            return before;
        });
    }

    public Optional<V> get(String connectorId, K key) {
        return entries.update(
                all -> Optional.ofNullable(all.get(new Key<>(connectorId, key))).map(Sized::value));
    }

    /// The entries of a connector, the oldest first.
    public List<V> all(String connectorId) {
        return entries.update(all ->
                all.entrySet().stream()
                        .filter(entry -> entry.getKey().connectorId().equals(connectorId))
                        .map(entry -> entry.getValue().value())
                        .toList());
    }

    public void remove(String connectorId, K key) {
        entries.change(all -> drop(all, new Key<>(connectorId, key)));
    }

    @Override
    public void forget(String connectorId) {
        entries.change(all ->
                all.keySet().stream()
                        .filter(key -> key.connectorId().equals(connectorId))
                        .toList()
                        .forEach(key -> drop(all, key)));
    }

    private Optional<V> drop(SequencedMap<Key<K>, Sized<V>> all, Key<K> key) {
        var dropped = Optional.ofNullable(all.remove(key));
        bytes -= dropped.map(Sized::bytes).orElse(0L);
        return dropped.map(Sized::value);
    }
}
