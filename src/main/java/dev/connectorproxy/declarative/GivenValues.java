package dev.connectorproxy.declarative;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The arguments of a call as values, by the ids of their parameters. Immutable.
///
/// @param size in bytes
record GivenValues(Map<String, JsonValue> byId, long size) {
    private static final JsonProvider JSON = JsonProvider.provider();

    GivenValues {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    /// The context of expressions over arguments.
    JsonObject toJson() {
        var object = JSON.createObjectBuilder();
        byId.forEach(object::add);
        return object.build();
    }
}
