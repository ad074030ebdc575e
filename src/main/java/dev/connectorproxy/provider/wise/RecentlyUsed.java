package dev.connectorproxy.provider.wise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps so many immutable values and forgets the one not used for longest. Thread-safe.
final class RecentlyUsed<K, V> {
    private final Lock lock = new ReentrantLock();
    private final Map<K, V> entries; // guarded by lock

    RecentlyUsed(int most) {
        this.entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
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

    /// Keeps the value, and answers it.
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
