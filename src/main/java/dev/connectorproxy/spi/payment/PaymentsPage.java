package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// A page of payments. A `newState` that is JSON `null` counts as absent.
///
/// @param paymentsToDelete the references of payments that no longer exist
public record PaymentsPage(
        List<Payment> items,
        List<String> paymentsToDelete,
        Optional<JsonValue> newState,
        boolean hasMore,
        List<SkippedRow> skipped)
        implements Fetched<Payment> {
    public PaymentsPage {
        items = List.copyOf(items);
        paymentsToDelete = List.copyOf(paymentsToDelete);
        newState = newState.filter(it -> it != JsonValue.NULL);
        skipped = SkippedRow.copy(skipped);
    }

    /// A page that skips nothing.
    public PaymentsPage(
            List<Payment> items,
            List<String> paymentsToDelete,
            Optional<JsonValue> newState,
            boolean hasMore) {
        this(items, paymentsToDelete, newState, hasMore, List.of());
    }

    /// A page that deletes nothing, with the state after it.
    public static PaymentsPage of(List<Payment> items, JsonValue newState, boolean hasMore) {
        return new PaymentsPage(items, List.of(), Optional.of(newState), hasMore);
    }

    /// The same page with the rows that it skips.
    public PaymentsPage withSkipped(List<SkippedRow> rows) {
        return new PaymentsPage(items, paymentsToDelete, newState, hasMore, rows);
    }
}
