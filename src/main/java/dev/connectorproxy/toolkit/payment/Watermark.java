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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The read position in a list sorted by time: the newest timestamp read, and the ids of the rows read with exactly
/// that timestamp. So no row is lost, and none is read twice, if rows share a timestamp.
///
/// [WatermarkWalk] also keeps the rows read last, up to [#LOOK_BACK], and reads from the oldest of them again once it
/// has reached the end of the list: a row that becomes visible late, behind newer ones, is then found among them.
///
/// @param at the newest timestamp read; [Times#ZERO] before the first row
/// @param ids the ids of the rows of exactly that timestamp that were read
/// @param recent the ids of the rows read with earlier timestamps, by timestamp, complete for each of them
/// @param from where the next read begins; not after `at`
public record Watermark(
        Instant at, Set<String> ids, Map<Instant, Set<String>> recent, Instant from) {

    /// Nothing was read yet.
    public static final Watermark START = new Watermark(Times.ZERO, Set.of());

    /// How many of the rows read last are kept, at most. All rows of the newest timestamp are kept even if there are
    /// more.
    public static final int LOOK_BACK = 100;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String AT = "at";
    private static final String IDS = "ids";
    private static final String RECENT = "recent";
    private static final String FROM = "from";

    public Watermark {
        Objects.requireNonNull(at, AT);
        Objects.requireNonNull(from, FROM);
        ids = Collections.unmodifiableSet(new TreeSet<>(ids));
        var copy = new TreeMap<Instant, Set<String>>();
        recent.forEach((time, rows) -> copy.put(time, Set.copyOf(rows)));
        recent = Collections.unmodifiableMap(copy);
    }

    /// A watermark that does not look back.
    public Watermark(Instant at, Set<String> ids) {
        this(at, ids, Map.of(), at);
    }

    /// The sort key and the identity of a row.
    ///
    /// @param at the timestamp by which the list is sorted, in full precision
    /// @param id unique among the rows of one timestamp
    public record Key(Instant at, String id) {
        public Key {
            Objects.requireNonNull(at, AT);
            Objects.requireNonNull(id, "id");
        }
    }

    /// Parses what [#json()] wrote.
    ///
    /// @throws PaymentException `INVALID_REQUEST` if it is not a watermark
    public static Watermark of(JsonValue json) {
        return of(json, AT, IDS);
    }

    /// Parses what [#json(String, String)] wrote.
    ///
    /// @throws PaymentException `INVALID_REQUEST` if it is not a watermark
    public static Watermark of(JsonValue json, String atField, String idsField) {
        var fields = JsonFields.ofRequest(json, "state");
        var at = fields.time(atField).orElse(Times.ZERO);
        var recent = new TreeMap<Instant, Set<String>>();
        fields.object(RECENT)
                .ifPresent(times -> {
                    for (var name : times.names()) {
                        var time =
                                Times.of(name)
                                        .orElseThrow(() -> fields.wrong(RECENT, "lists by time"));
                        recent.put(time, Set.copyOf(times.list(name)));
                    }
                });
        var from = fields.time(FROM).orElse(recent.isEmpty() ? at : recent.firstKey());
        return new Watermark(at, Set.copyOf(fields.list(idsField)), recent, from);
    }

    /// As JSON: `{"at": "2026-01-31T23:59:59Z", "ids": ["a", "b"]}`, with `"recent": {"2026-01-31T23:59:58Z": ["c"]}`
    /// for earlier rows, and `from` unless it is the time of the oldest row kept.
    public JsonObject json() {
        return json(AT, IDS);
    }

    /// The same with other names of the first two fields.
    public JsonObject json(String atField, String idsField) {
        var json =
                JSON.createObjectBuilder()
                        .add(atField, Times.text(at))
                        .add(idsField, JSON.createArrayBuilder(ids));
        if (!recent.isEmpty()) {
            var times = JSON.createObjectBuilder();
            recent.forEach((time, rows) ->
                    times.add(Times.text(time), JSON.createArrayBuilder(new TreeSet<>(rows))));
            json.add(RECENT, times);
        }
        if (!from.equals(recent.keySet().stream().findFirst().orElse(at))) {
            json.add(FROM, Times.text(from));
        }
        return json.build();
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

    /// Whether the row is to be read and was not read yet.
    public boolean isFresh(Key key) {
        var known = key.at().equals(at) ? ids : recent.getOrDefault(key.at(), Set.of());
        return !key.at().isBefore(from) && !known.contains(key.id());
    }

    /// The watermark after these rows were read too, which does not look back. Older rows do not change it.
    public <T> Watermark advance(Collection<T> rows, Function<? super T, Key> key) {
        var known = known(rows.stream().map(key).toList());
        return known.isEmpty()
                ? this
                : new Watermark(known.lastKey(), known.lastEntry().getValue());
    }

    /// The watermark after these rows were read too, which looks back.
    ///
    /// @param rows sorted by time
    /// @param hasMore whether rows after the last one of these are known to exist; then the next read begins there
    <T> Watermark advance(List<T> rows, Function<? super T, Key> key, boolean hasMore) {
        var known = known(rows.stream().map(key).toList());
        if (known.isEmpty()) {
            return this;
        }
        var cut =
                hasMore && !rows.isEmpty()
                        ? Optional.of(key.apply(rows.getLast()).at())
                        : Optional.<Instant>empty();
        forget(known, cut.orElse(known.lastKey()));
        var start = cut.orElse(known.firstKey());
        var newest = known.pollLastEntry();
        return new Watermark(newest.getKey(), newest.getValue(), known, start);
    }

    /// How many rows of those to be read were read already.
    int knownCount() {
        return ids.size()
                + recent.entrySet().stream()
                        .filter(rows -> !rows.getKey().isBefore(from))
                        .mapToInt(rows -> rows.getValue().size())
                        .sum();
    }

    private TreeMap<Instant, Set<String>> known(List<Key> more) {
        var known = new TreeMap<Instant, Set<String>>();
        recent.forEach((time, rows) -> known.put(time, new HashSet<>(rows)));
        if (!ids.isEmpty()) {
            known.put(at, new HashSet<>(ids));
        }
        more.forEach(key -> known.computeIfAbsent(key.at(), _ -> new HashSet<>()).add(key.id()));
        return known;
    }

    /// Removes the oldest timestamps until there are no more rows than [#LOOK_BACK], but none from `needed` on.
    private static void forget(TreeMap<Instant, Set<String>> known, Instant needed) {
        int count = known.values().stream().mapToInt(Set::size).sum();
        while (count > LOOK_BACK && known.firstKey().isBefore(needed)) {
            count -= known.pollFirstEntry().getValue().size();
        }
    }
}
