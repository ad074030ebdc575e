package dev.connectorproxy.importer.sample;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/// Reads keywords of a schema.
final class Keywords {
    private Keywords() {}

    static int bound(JsonObject schema, String keyword, int none) {
        return schema.get(keyword) instanceof JsonNumber number ? number.intValue() : none;
    }

    /// The type of a value to make, guessed from other keywords if there is none.
    static String type(JsonObject schema) {
        for (var type : SchemaMerge.elements(schema.getOrDefault("type", JsonValue.NULL))) {
            if (type instanceof JsonString text && !text.getString().equals("null")) {
                return text.getString();
            }
        }
        if (schema.containsKey("properties") || schema.containsKey("additionalProperties")) {
            return "object";
        }
        if (schema.containsKey("items")) {
            return "array";
        }
        return schema.containsKey("minimum") || schema.containsKey("maximum") ? "number" : "string";
    }

    static List<String> required(JsonObject schema) {
        return SchemaMerge.elements(schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY))
                .stream()
                .filter(JsonString.class::isInstance)
                .map(name -> ((JsonString) name).getString())
                .toList();
    }

    /// An example or a default; `null` if there is none.
    static JsonValue example(JsonObject schema) {
        if (schema.get("examples") instanceof JsonArray all && !all.isEmpty()) {
            return all.getFirst();
        }
        return schema.getOrDefault("example", schema.getOrDefault("default", JsonValue.NULL));
    }
}
