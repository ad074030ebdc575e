package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A row that was fetched, or that a provider reported as deleted.
///
/// @param source the fetch that brought it last
/// @param json the row as its page contains it, with its secrets; empty if only its deletion is known; not copied, and
///     nobody may change it
/// @param createdAt [Times#ZERO] if unknown
/// @param first when it was seen first
/// @param last when it was seen last
/// @param previousVersions how many other contents it had before
/// @param deleted when its deletion was reported, unless it was fetched again afterwards
public record KeptRow(
        RowKey key,
        StateKey source,
        byte[] json,
        Instant createdAt,
        Seen first,
        Seen last,
        int previousVersions,
        Optional<Seen> deleted) {
    static final int MAX_DEPTH = 1_000; // as of a page
    private static final int OVERHEAD = 400; // bytes of the objects around the JSON

    /// A time, and the call of the provider at that time.
    ///
    /// @param call its number; 0 for an imported row
    public record Seen(Instant at, long call) {}

    /// What a page did to a row.
    public enum Change {
        NEW,
        CHANGED,
        UNCHANGED
    }

    /// A row that was fetched.
    static KeptRow of(RowKey key, StateKey source, byte[] json, Instant createdAt, Seen seen) {
        return new KeptRow(key, source, json, createdAt, seen, seen, 0, Optional.empty());
    }

    /// A row of which only the deletion is known.
    static KeptRow unknown(RowKey key, StateKey source, Seen seen) {
        return new KeptRow(key, source, new byte[0], Times.ZERO, seen, seen, 0, Optional.of(seen));
    }

    /// The row as its page contained it, with its secrets; an empty object if only its deletion is known.
    public JsonObject toJson() {
        return JsonText.of(json, MAX_DEPTH)
                .map(text -> text.exactValue().asJsonObject())
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /// This row after it was fetched again.
    KeptRow seenAgain(KeptRow now) {
        boolean changed = json.length > 0 && !Arrays.equals(json, now.json);
        return new KeptRow(
                key,
                now.source,
                now.json,
                now.createdAt,
                first,
                now.last,
                previousVersions + (changed ? 1 : 0),
                Optional.empty());
    }

    /// This row after its deletion was reported.
    KeptRow deletedAt(Seen seen) {
        return new KeptRow(
                key, source, json, createdAt, first, last, previousVersions, Optional.of(seen));
    }

    /// What fetching `now` does to this row.
    Change changeTo(KeptRow now) {
        return deleted.isEmpty() && Arrays.equals(json, now.json)
                ? Change.UNCHANGED
                : Change.CHANGED;
    }

    /// About how many bytes it takes.
    long size() {
        return OVERHEAD + 2L * key.text().length() + json.length;
    }
}
