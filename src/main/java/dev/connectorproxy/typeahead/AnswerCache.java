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

/// The answers of a service, by prefix, for a short time. Bounded in number and size; those that were asked for least
/// recently go first. Thread-safe.
final class AnswerCache {
    private static final int MOST = 1_000;
    private static final int LARGEST = 2 << 20;

    private final Optional<Duration> lifetime;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true); // guarded by lock
    private long size; // guarded by lock

    private record Kept(List<Row> rows, int size, Instant end) {}

    /// @param lifetime without one nothing is kept
    AnswerCache(Optional<Duration> lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    Optional<List<Row>> get(String prefix) {
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(prefix))
                    .filter(it -> clock.instant().isBefore(it.end()))
                    .map(Kept::rows);
        } finally {
            lock.unlock();
        }
    }

    /// @param bytes about how large they are
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
            var before = Optional.ofNullable(kept.put(prefix, entry));
            size += entry.size() - before.map(Kept::size).orElse(0);
            var oldest = kept.values().iterator();
            while (size > LARGEST || kept.size() > MOST) {
                size -= oldest.next().size();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
