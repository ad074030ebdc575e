package dev.connectorproxy.importer.sample;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;

/// Further values beside a sample, for lists whose elements must differ.
final class Variation {
    private static final JsonProvider JSON = JsonProvider.provider();

    private Variation() {}

    /// @param number of the variation; 0 is the value itself
    static JsonValue of(JsonValue value, JsonValue schema, int number) {
        if (schema instanceof JsonObject object
                && object.get("enum") instanceof JsonArray allowed) {
            return allowed.get(Math.min(number, allowed.size() - 1));
        }
        return switch (value) {
            case JsonString text -> JSON.createValue(text.getString() + number);
            case JsonNumber start ->
                    JSON.createValue(start.bigDecimalValue().add(BigDecimal.valueOf(number)));
            default -> value;
        };
    }
}
