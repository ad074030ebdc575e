package dev.connectorproxy.toolkit.payment;

import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// The read position in a list sorted by time: the newest timestamp read, and the ids of the rows read with exactly
/// that timestamp. So no row is lost, and none is read twice, if rows share a timestamp.
///
/// @param at the newest timestamp read; [Times#ZERO] before the first row
/// @param ids the ids of the rows of exactly that timestamp that were read
public record Watermark(Instant at, Set<String> ids) {

    /// Nothing was read yet.
    public static final Watermark START = new Watermark(Times.ZERO, Set.of());

    private static final JsonProvider JSON = JsonProvider.provider();

    public Watermark {
        Objects.requireNonNull(at, "at");
        ids = Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    /// The sort key and the identity of a row.
    ///
    /// @param at the timestamp by which the list is sorted, in full precision
    /// @param id unique among the rows of one timestamp
    public record Key(Instant at, String id) {
        public Key {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(id, "id");
        }
    }

    /// Parses what [#json()] wrote.
    ///
    /// @throws PaymentException `INVALID_REQUEST` if it is not a watermark
    public static Watermark of(JsonValue json) {
        var fields = JsonFields.ofRequest(json, "state");
        return new Watermark(fields.time("at").orElse(Times.ZERO), Set.copyOf(fields.list("ids")));
    }

    /// As JSON: `{"at": "2026-01-31T23:59:59Z", "ids": ["a", "b"]}`.
    public JsonObject json() {
        return JSON.createObjectBuilder()
                .add("at", Times.text(at))
                .add("ids", JSON.createArrayBuilder(ids))
                .build();
    }

    /// The rows that were not read yet, in their order and without duplicates.
    public <T> List<T> fresh(Collection<T> rows, Function<? super T, Key> key) {
        var seen = new HashSet<Key>();
        var fresh = new ArrayList<T>();
        for (var row : rows) {
            var rowKey = key.apply(row);
            if (isFresh(rowKey) && seen.add(rowKey)) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    /// Whether the row was not read yet.
    public boolean isFresh(Key key) {
        int order = key.at().compareTo(at);
        return order > 0 || order == 0 && !ids.contains(key.id());
    }

    /// The watermark after these rows were read too. Older rows do not change it.
    public <T> Watermark advance(Collection<T> rows, Function<? super T, Key> key) {
        var keys = rows.stream().map(key).toList();
        var newest = keys.stream().map(Key::at).max(Instant::compareTo).orElse(at);
        if (newest.isBefore(at)) {
            return this;
        }
        var there = newest.equals(at) ? new HashSet<>(ids) : new HashSet<String>();
        keys.stream().filter(rowKey -> rowKey.at().equals(newest)).map(Key::id).forEach(there::add);
        return new Watermark(newest, there);
    }
}
