package dev.connectorproxy.importer.sample;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// One schema of two that a value must both satisfy, as far as a sample needs it.
final class SchemaMerge {
    private static final JsonProvider JSON = JsonProvider.provider();

    private SchemaMerge() {}

    static JsonObject of(JsonObject first, JsonObject second) {
        var merged = new LinkedHashMap<String, JsonValue>(first);
        second.forEach(
                (keyword, value) -> merged.merge(keyword, value, (a, b) -> both(keyword, a, b)));
        return object(merged);
    }

    private static JsonValue both(String keyword, JsonValue first, JsonValue second) {
        return switch (keyword) {
            case "properties", "patternProperties" -> properties(first, second);
            case "required", "allOf" -> union(first, second);
            case "enum" -> intersection(first, second);
            case "type" -> types(first, second);
            case "items" -> allOf(first, second);
            case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
                    compare(first, second) >= 0 ? first : second;
            case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
                    compare(first, second) <= 0 ? first : second;
            default -> second;
        };
    }

    private static JsonValue properties(JsonValue first, JsonValue second) {
        if (!(first instanceof JsonObject a && second instanceof JsonObject b)) {
            return second;
        }
        var merged = new LinkedHashMap<String, JsonValue>(a);
        b.forEach((name, schema) -> merged.merge(name, schema, SchemaMerge::allOf));
        return object(merged);
    }

    private static JsonValue allOf(JsonValue first, JsonValue second) {
        return first.equals(second) ? first : both(first, second);
    }

    /// A schema that refers to both, for [FlatSchemas].
    static JsonObject both(JsonValue first, JsonValue second) {
        return JSON.createObjectBuilder()
                .add("allOf", JSON.createArrayBuilder().add(first).add(second))
                .build();
    }

    private static JsonValue union(JsonValue first, JsonValue second) {
        var all = new LinkedHashSet<>(elements(first));
        all.addAll(elements(second));
        return JSON.createArrayBuilder(all).build();
    }

    private static JsonValue intersection(JsonValue first, JsonValue second) {
        var all = new LinkedHashSet<>(elements(first));
        all.retainAll(elements(second));
        return JSON.createArrayBuilder(all).build();
    }

    private static JsonValue types(JsonValue first, JsonValue second) {
        var all = new LinkedHashSet<JsonValue>();
        for (var a : elements(first)) {
            for (var b : elements(second)) {
                if (a.equals(b) || isInteger(a) && isNumber(b)) {
                    all.add(a);
                } else if (isNumber(a) && isInteger(b)) {
                    all.add(b);
                }
            }
        }
        return JSON.createArrayBuilder(all).build();
    }

    private static boolean isInteger(JsonValue type) {
        return type instanceof JsonString text && text.getString().equals("integer");
    }

    private static boolean isNumber(JsonValue type) {
        return type instanceof JsonString text && text.getString().equals("number");
    }

    private static int compare(JsonValue first, JsonValue second) {
        return first instanceof JsonNumber a && second instanceof JsonNumber b
                ? a.bigDecimalValue().compareTo(b.bigDecimalValue())
                : 0;
    }

    static List<JsonValue> elements(JsonValue value) {
        return value instanceof JsonArray array ? array : List.of(value);
    }

    static JsonObject object(Map<String, JsonValue> members) {
        var builder = JSON.createObjectBuilder();
        members.forEach(builder::add);
        return builder.build();
    }
}
