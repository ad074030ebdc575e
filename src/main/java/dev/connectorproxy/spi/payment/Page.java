package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// A page of accounts, external accounts, balances, orders, conversions or others. A `newState` that is JSON `null` counts as absent.
public record Page<T>(
        List<T> items, Optional<JsonValue> newState, boolean hasMore, List<SkippedRow> skipped)
        implements Fetched<T> {
    public Page {
        items = List.copyOf(items);
        newState = newState.filter(it -> it != JsonValue.NULL);
        skipped = SkippedRow.copy(skipped);
    }

    /// A page that skips nothing.
    public Page(List<T> items, Optional<JsonValue> newState, boolean hasMore) {
        this(items, newState, hasMore, List.of());
    }

    /// The only page of a fetch without state.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, Optional.empty(), false);
    }

    /// A page with the state after it.
    public static <T> Page<T> of(List<T> items, JsonValue newState, boolean hasMore) {
        return new Page<>(items, Optional.of(newState), hasMore);
    }

    /// The same page with the rows that it skips.
    public Page<T> withSkipped(List<SkippedRow> rows) {
        return new Page<>(items, newState, hasMore, rows);
    }
}
