package dev.connectorproxy.typeahead;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A cache of the suggestions of a service, by prefix. Bounded in entries and bytes; the least recently used entry is
/// evicted first. Thread-safe.
final class AnswerCache {
    private static final int MOST = 1_000;
    private static final int LARGEST = 2 << 20;

    private final Optional<Duration> lifetime;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true); // guarded by lock
    private long size; // guarded by lock

    private record Kept(List<Row> rows, int size, Instant end) {}

    /// @param lifetime of an entry; if absent, nothing is cached
    AnswerCache(Optional<Duration> lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// The suggestions for a prefix, unless they are absent or expired.
    Optional<List<Row>> get(String prefix) {
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(prefix))
                    .filter(entry -> clock.instant().isBefore(entry.end()))
                    .map(Kept::rows);
        } finally {
            lock.unlock();
        }
    }

    /// Stores the suggestions for a prefix.
    ///
    /// @param bytes their approximate size
    void put(String prefix, List<Row> rows, int bytes) {
        if (lifetime.isEmpty()) {
            return;
        }
        var entry =
                new Kept(
                        List.copyOf(rows),
                        bytes + prefix.length(),
                        clock.instant().plus(lifetime.get()));
        lock.lock();
        try {
            var previous = Optional.ofNullable(kept.put(prefix, entry));
            size += entry.size() - previous.map(Kept::size).orElse(0);
            var leastRecent = kept.values().iterator();
            while (size > LARGEST || kept.size() > MOST) {
                size -= leastRecent.next().size();
                leastRecent.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
