package dev.connectorproxy.devserver.state;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// A stored state, from which the next fetch continues. The state is kept as text, so that a provider cannot change
/// it through a mutable value that it received or returned.
///
/// @param text the state as JSON; empty if the provider returned none
/// @param hasMore whether there is a page after the last one
/// @param pageSize as requested; 0 for none
/// @param updatedAt when the state was stored
public record StateEntry(Optional<String> text, boolean hasMore, int pageSize, Instant updatedAt) {
    /// The entry that is shown for a kind that was never fetched.
    public static final StateEntry NEVER_FETCHED =
            new StateEntry(Optional.empty(), false, 0, Times.ZERO);

    private static final JsonProvider JSON = JsonProvider.provider();

    public StateEntry {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /// The state as a new value.
    public Optional<JsonValue> state() {
        return text.map(JsonBodyReader::parse);
    }

    public JsonObject toJson() {
        return JSON.createObjectBuilder()
                .add("state", state().orElse(JsonValue.NULL))
                .add("hasMore", hasMore)
                .add("pageSize", pageSize)
                .add("updatedAt", Times.text(updatedAt))
                .build();
    }
}
