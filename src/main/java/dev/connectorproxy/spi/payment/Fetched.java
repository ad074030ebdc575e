package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// A page of fetched rows.
public sealed interface Fetched<T> permits Page, PaymentsPage {

    /// The rows in the order in which they are to be stored.
    List<T> items();

    /// The state with which the next fetch continues, now or at the next poll; empty if every fetch starts from the
    /// beginning.
    Optional<JsonValue> newState();

    /// Whether there is a next page now.
    boolean hasMore();

    /// The rows that the provider has on this page, but that are not among the items; in their order, at most
    /// [SkippedRow#MAX_ROWS].
    List<SkippedRow> skipped();
}
