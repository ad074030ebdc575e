package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// Where the next fetch goes on. The state is kept as text, so that what a provider does to the value it was handed, or
/// handed out, changes nothing here.
///
/// @param text the state as JSON; empty where the provider gave none
/// @param hasMore of the last page
/// @param pageSize as it was asked for, 0 for none
record StateEntry(Optional<String> text, boolean hasMore, int pageSize, Instant updatedAt) {
    /// Of what was never fetched.
    static final StateEntry NEVER = new StateEntry(Optional.empty(), false, 0, Times.ZERO);

    private static final JsonProvider JSON = JsonProvider.provider();

    StateEntry {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /// A copy of the state.
    Optional<JsonValue> state() {
        return text.map(JsonBody::whole);
    }

    JsonObject json() {
        return JSON.createObjectBuilder()
                .add("state", state().orElse(JsonValue.NULL))
                .add("hasMore", hasMore)
                .add("pageSize", pageSize)
                .add("updatedAt", Times.text(updatedAt))
                .build();
    }
}
