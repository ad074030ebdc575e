package dev.connectorproxy.devserver.state;

import dev.connectorproxy.devserver.state.PayloadIdentity.Source;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.spi.payment.Times;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigInteger;

/// States with their keys as JSON: an object with the fields of the entry and of the key.
public final class StateJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private StateJson() {}

    public static JsonObjectBuilder of(StateKey key, StateEntry entry) {
        return addKey(JSON.createObjectBuilder(entry.toJson()), key);
    }

    /// Adds the fields of a key.
    public static JsonObjectBuilder addKey(JsonObjectBuilder json, StateKey key) {
        return json.add("kind", key.kind().name())
                .add("name", key.name())
                .add("payloadSource", key.payload().source().name())
                .add("payload", key.payload().text());
    }

    /// Reads a key.
    ///
    /// @throws PaymentException a field is missing or has the wrong type
    /// @throws IllegalArgumentException there is no such kind or source
    public static StateKey key(JsonFields fields) {
        return new StateKey(
                FetchKind.valueOf(fields.requiredString("kind")),
                fields.string("name").orElse(""),
                payload(fields));
    }

    /// Reads the identity of a payload, as [#key] does.
    public static PayloadIdentity payload(JsonFields fields) {
        return new PayloadIdentity(
                Source.valueOf(fields.requiredString("payloadSource")),
                fields.string("payload").orElse(""));
    }

    /// Reads an entry, as [#key] does.
    public static StateEntry entry(JsonFields fields) {
        return new StateEntry(
                fields.value("state").map(JsonValue::toString),
                fields.flag("hasMore"),
                fields.integer("pageSize").orElse(BigInteger.ZERO).intValueExact(),
                fields.time("updatedAt").orElse(Times.ZERO));
    }
}
