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
final class SuggestionCache {
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_BYTES = 2 << 20;

    private final Optional<Duration> lifetime;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Entry> entries =
            new LinkedHashMap<>(16, 0.75f, true); // guarded by lock
    private long totalSize; // guarded by lock

    private record Entry(List<Suggestion> suggestions, int size, Instant expiry) {}

    /// @param lifetime of an entry; if absent, nothing is cached
    SuggestionCache(Optional<Duration> lifetime, InstantSource clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /// The suggestions for a prefix, unless they are absent or expired.
    Optional<List<Suggestion>> get(String prefix) {
        lock.lock();
        try {
            return Optional.ofNullable(entries.get(prefix))
                    .filter(entry -> clock.instant().isBefore(entry.expiry()))
                    .map(Entry::suggestions);
        } finally {
            lock.unlock();
        }
    }

    /// @param bytes their approximate size
    void put(String prefix, List<Suggestion> rows, int bytes) {
        if (lifetime.isEmpty()) {
            return;
        }
        var entry =
                new Entry(
                        List.copyOf(rows),
                        bytes + prefix.length(),
                        clock.instant().plus(lifetime.get()));
        lock.lock();
        try {
            var previous = Optional.ofNullable(entries.put(prefix, entry));
            totalSize += entry.size() - previous.map(Entry::size).orElse(0);
            var leastRecent = entries.values().iterator();
            while (totalSize > MAX_BYTES || entries.size() > MAX_ENTRIES) {
                totalSize -= leastRecent.next().size();
                leastRecent.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
