package dev.connectorproxy.provider.wise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A cache of immutable values with a maximum size, which evicts the least recently used entry. Thread-safe.
final class LruCache<K, V> {
    private final Lock lock = new ReentrantLock();
    private final Map<K, V> entries; // guarded by lock

    LruCache(int maxSize) {
        this.entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > maxSize;
                    }
                };
    }

    Optional<V> get(K key) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(key));
        } finally {
            lock.unlock();
        }
    }

    /// Caches the value and returns it.
    V put(K key, V value) {
        lock.lock();
        try {
            entries.put(key, value);
            return value;
        } finally {
            lock.unlock();
        }
    }
}
