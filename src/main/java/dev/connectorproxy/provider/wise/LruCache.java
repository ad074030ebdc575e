package dev.connectorproxy.provider.wise;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A cache of immutable values with a maximum size, which evicts the least recently used entry. Thread-safe.
final class LruCache<K, V> {
    private final Map<K, V> entries;

    LruCache(int maxSize) {
        this.entries =
                Collections.synchronizedMap(
                        new LinkedHashMap<>(16, 0.75f, true) {
                            @Override
                            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                                return size() > maxSize;
                            }
                        });
    }

    Optional<V> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// Caches the value and returns it.
    V put(K key, V value) {
        entries.put(key, value);
        return value;
    }
}
