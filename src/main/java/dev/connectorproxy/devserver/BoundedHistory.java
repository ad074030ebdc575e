package dev.connectorproxy.devserver;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// The latest entries by key, up to a number of entries and of bytes; beyond either, the oldest ones are dropped. An
/// entry that exceeds the bytes alone is not kept. Keys and values are immutable. Thread-safe.
final class BoundedHistory<K, V> {
    private final CopyingMap<K, Sized<V>> entries = new CopyingMap<>();
    private final int maxEntries;
    private final long maxBytes;
    private long bytes; // guarded by the lock of entries

    BoundedHistory(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    private record Sized<V>(V value, long bytes) {}

    /// Adds an entry, or replaces the one with this key.
    ///
    /// @return the replaced one
    Optional<V> put(K key, V value, long size) {
        return entries.update(all -> {
            var before = drop(all, key);
            if (size <= maxBytes) {
                all.putLast(key, new Sized<>(value, size));
                bytes += size;
            }
            while (all.size() > maxEntries || bytes > maxBytes) {
                drop(all, all.firstEntry().getKey());
            }
            return before;
        });
    }

    Optional<V> get(K key) {
        return entries.update(all -> Optional.ofNullable(all.get(key)).map(Sized::value));
    }

    /// The entries with such a key, the oldest first.
    List<V> all(Predicate<K> filter) {
        return entries.all().entrySet().stream()
                .filter(entry -> filter.test(entry.getKey()))
                .map(entry -> entry.getValue().value())
                .toList();
    }

    void removeIf(Predicate<K> filter) {
        entries.change(all ->
                all.keySet().stream().filter(filter).toList().forEach(key -> drop(all, key)));
    }

    private Optional<V> drop(SequencedMap<K, Sized<V>> all, K key) {
        var dropped = Optional.ofNullable(all.remove(key));
        bytes -= dropped.map(Sized::bytes).orElse(0L);
        return dropped.map(Sized::value);
    }
}
