package dev.connectorproxy.spi.payment;

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

/// How far a history that is sorted by time has been read: up to and with a timestamp, and which rows of that timestamp.
/// The compare is inclusive, so that no row is lost that shares its timestamp with the last one read, and none comes twice.
///
/// @param at the newest timestamp read; [Times#ZERO] before the first row
/// @param ids the rows of exactly that timestamp that were read
public record Watermark(Instant at, Set<String> ids) {

    /// Nothing was read yet.
    public static final Watermark START = new Watermark(Times.ZERO, Set.of());

    private static final JsonProvider JSON = JsonProvider.provider();

    public Watermark {
        Objects.requireNonNull(at, "at");
        ids = Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    /// What a row is sorted and told apart by.
    ///
    /// @param at the timestamp that the history is sorted by, with all its decimals
    /// @param id unique among the rows of one timestamp
    public record Key(Instant at, String id) {
        public Key {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(id, "id");
        }
    }

    /// The watermark that [#json()] wrote.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST] when it is none
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

    /// The rows not read yet, in their order; one that stands twice among them comes once.
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

    /// The watermark once these rows were read too. Rows before it move nothing.
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
