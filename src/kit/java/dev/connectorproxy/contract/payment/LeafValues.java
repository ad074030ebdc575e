package dev.connectorproxy.contract.payment;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// The texts and numbers in JSON objects, by their JSON pointers, and objects with others in their places.
final class LeafValues {
    private static final JsonProvider JSON = JsonProvider.provider();

    private LeafValues() {}

    /// The pointers of all texts and numbers in a value.
    static Set<String> pointers(JsonValue value) {
        var pointers = new TreeSet<String>();
        collect(value, "", pointers);
        return pointers;
    }

    /// The object with that value at a pointer, which it has.
    static JsonObject with(JsonObject object, String pointer, JsonValue value) {
        return JSON.createPointer(pointer).replace(object, value);
    }

    /// The value at a pointer; JSON null if there is none.
    static JsonValue get(JsonObject object, String pointer) {
        try {
            return JSON.createPointer(pointer).getValue(object);
        } catch (JsonException _) {
            return JsonValue.NULL; // there is nothing, perhaps not even a parent
        }
    }

    /// The value with other objects in the places of those that the map has, at any depth.
    static JsonValue replaced(JsonValue value, Map<JsonValue, ? extends JsonValue> others) {
        var other = others.get(value);
        if (other != null) {
            return other;
        }
        return switch (value) {
            case JsonObject object -> replaced(object, child -> replaced(child, others));
            case JsonArray array -> {
                var copy = JSON.createArrayBuilder();
                array.forEach(child -> copy.add(replaced(child, others)));
                yield copy.build();
            }
            default -> value;
        };
    }

    private static JsonObject replaced(JsonObject object, UnaryOperator<JsonValue> children) {
        var copy = JSON.createObjectBuilder();
        object.forEach((name, child) -> copy.add(name, children.apply(child)));
        return copy.build();
    }

    private static void collect(JsonValue value, String pointer, Set<String> pointers) {
        switch (value) {
            case JsonObject object ->
                    object.forEach((name, child) ->
                            collect(child, pointer + "/" + Json.encodePointer(name), pointers));
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    collect(array.get(i), pointer + "/" + i, pointers);
                }
            }
            default -> {
                if (value.getValueType() == JsonValue.ValueType.STRING
                        || value.getValueType() == JsonValue.ValueType.NUMBER) {
                    pointers.add(pointer);
                }
            }
        }
    }
}
