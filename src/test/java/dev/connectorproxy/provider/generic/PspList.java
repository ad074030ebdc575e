package dev.connectorproxy.provider.generic;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// A list of a [GenericPsp], sorted by a time and then in an order that has nothing to do with the ids. Thread-safe.
public final class PspList {
    private static final JsonProvider JSON = JsonProvider.provider();
    private final AtomicInteger added = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Place, String> rows = new TreeMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final String sortedBy;
    private final long seed;

    PspList(String sortedBy, long seed) {
        this.sortedBy = sortedBy;
        this.seed = seed;
    }

    /// Adds a row, or puts it in the place of the one with its id.
    public void put(JsonObject row) {
        lock.lock();
        try {
            var id = row.getString("id");
            remove(id);
            var at = OffsetDateTime.parse(row.getString(sortedBy)).toInstant();
            var place = new Place(at, (id.hashCode() ^ seed) * 0x9E3779B97F4A7C15L, id);
            places.put(id, place);
            rows.put(place, row.toString()); // a tree takes five times the memory
        } finally {
            lock.unlock();
        }
    }

    /// Deletes a row, if it is there.
    public void remove(String id) {
        lock.lock();
        try {
            var place = places.remove(id);
            if (place != null) {
                rows.remove(place);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Adds a row like the oldest one, if there is any, and returns its id.
    ///
    /// @param tied with the very timestamp of the newest one, else a second later
    public Optional<String> append(boolean tied) {
        return newest().map(newest -> {
            var id = "added-" + added.incrementAndGet();
            var at = later(newest, tied ? 0 : 1).toString();
            put(JSON.createObjectBuilder(all().getFirst()).add("id", id).add(sortedBy, at).build());
            return id;
        });
    }

    /// Makes the oldest row, if there is any, the newest, as an update does, and returns its id.
    public Optional<String> touchOldest() {
        var all = all();
        return newest().map(newest -> {
            var oldest = all.getFirst();
            var at = later(newest, 1);
            put(JSON.createObjectBuilder(oldest).add(sortedBy, at.toString()).build());
            return oldest.getString("id");
        });
    }

    /// Deletes the oldest row, if there is any, and returns its id.
    public Optional<String> removeOldest() {
        var oldest = all().stream().findFirst().map(it -> it.getString("id"));
        oldest.ifPresent(this::remove);
        return oldest;
    }

    /// Whether there is such a row.
    public boolean has(String id) {
        lock.lock();
        try {
            return places.containsKey(id);
        } finally {
            lock.unlock();
        }
    }

    /// All rows, in their order.
    public List<JsonObject> all() {
        return page(Instant.MIN, 1, Integer.MAX_VALUE).stream().map(PspList::read).toList();
    }

    /// The name of the time that the rows are sorted by.
    String sortedBy() {
        return sortedBy;
    }

    List<String> page(Instant from, long page, int size) {
        lock.lock();
        try {
            var page1 = rows.tailMap(new Place(from, Long.MIN_VALUE, "")).values().iterator();
            skip(page1, (page - 1) * size);
            var found = new ArrayList<String>();
            while (found.size() < size && page1.hasNext()) {
                found.add(page1.next());
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private Optional<JsonObject> newest() {
        return all().stream().reduce((_, it) -> it);
    }

    private Instant later(JsonObject row, int seconds) {
        return OffsetDateTime.parse(row.getString(sortedBy)).toInstant().plusSeconds(seconds);
    }

    private static JsonObject read(String row) {
        try (var reader = JSON.createReader(new StringReader(row))) {
            return reader.readObject();
        }
    }

    private static void skip(Iterator<String> rows, long count) {
        for (long i = 0; i < count && rows.hasNext(); i++) {
            rows.next();
        }
    }

    private record Place(Instant at, long order, String id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::at)
                        .thenComparingLong(Place::order)
                        .thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
