package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/// A page of whatever was fetched.
public sealed interface Fetched<T> permits Page, PaymentsPage {

    /// The rows in the order in which they are to be stored.
    List<T> items();

    /// Where the next fetch goes on, now or at the next poll; empty where every fetch starts anew.
    Optional<JsonValue> newState();

    /// Whether the next page can be fetched at once.
    boolean hasMore();
}
