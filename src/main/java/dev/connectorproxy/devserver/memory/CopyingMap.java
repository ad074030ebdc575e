package dev.connectorproxy.devserver.memory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// A map in order of insertion that is read and written under one lock and lets only copies out. Its keys and values
/// are immutable. What else changes together with the map may be guarded by the same lock. Thread-safe.
public final class CopyingMap<K, V> {
    private final Lock lock = new ReentrantLock();
    private final Condition updated = lock.newCondition();
    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(); // guarded by lock

    /// A copy of all entries.
    public SequencedMap<K, V> all() {
        return update(LinkedHashMap::new);
    }

    /// Runs a body while the lock is held.
    ///
    /// @param body reads or changes the map; it must not block, and must not let the map out
    public <T> T update(Function<SequencedMap<K, V>, T> body) {
        lock.lock();
        try {
            return body.apply(entries);
        } finally {
            updated.signalAll();
            lock.unlock();
        }
    }

    /// Runs a body without a result, as [#update] does.
    public void change(Consumer<SequencedMap<K, V>> body) {
        update(all -> {
            body.accept(all);
            return true;
        });
    }

    /// Runs a body as [#update] does, and again after each update by others, until it has a result.
    ///
    /// @return empty if it had none in time
    public <T> Optional<T> await(Function<SequencedMap<K, V>, Optional<T>> body, Duration timeout)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = timeout.toNanos();
            var result = body.apply(entries);
            while (result.isEmpty() && left > 0) {
                left = updated.awaitNanos(left);
                result = body.apply(entries);
            }
            return result;
        } finally {
            updated.signalAll();
            lock.unlock();
        }
    }
}
