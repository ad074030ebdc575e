package dev.connectorproxy.declarative;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The arguments of a call as values, by the ids of their parameters. Immutable.
///
/// @param object the same, as the context of expressions over arguments
/// @param size in bytes
record GivenValues(Map<String, JsonValue> byId, JsonObject object, long size) {
    private static final JsonProvider JSON = JsonProvider.provider();

    GivenValues {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    static GivenValues of(Map<String, JsonValue> byId, long size) {
        var object = JSON.createObjectBuilder();
        byId.forEach(object::add);
        return new GivenValues(byId, object.build(), size);
    }
}
