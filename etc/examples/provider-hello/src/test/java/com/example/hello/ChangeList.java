package com.example.hello;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Rows in the order of their last change, by the number of that change, which is the cursor. Thread-safe.
final class ChangeList<T> {
    private final ConcurrentSkipListMap<Long, T> rows = new ConcurrentSkipListMap<>();
    private final AtomicLong changes = new AtomicLong();

    /// @param cursor continues behind the last row of the page; that of the request if there is none
    record Page<T>(List<T> rows, long cursor, boolean hasMore) {}

    /// Adds a row, or the changed copy of one that was removed.
    void add(T row) {
        rows.put(changes.incrementAndGet(), row);
    }

    T removeOldest() {
        return rows.pollFirstEntry().getValue();
    }

    T newest() {
        return rows.lastEntry().getValue();
    }

    List<T> all() {
        return List.copyOf(rows.values());
    }

    Page<T> page(long cursor, int limit) {
        var found = rows.tailMap(cursor, false).entrySet().stream().limit(limit + 1L).toList();
        boolean hasMore = found.size() > limit;
        var page = hasMore ? found.subList(0, limit) : found;
        return new Page<>(
                page.stream().map(Map.Entry::getValue).toList(),
                page.isEmpty() ? cursor : page.getLast().getKey(),
                hasMore);
    }
}
