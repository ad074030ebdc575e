package dev.connectorproxy.importer.mock;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives texts that were sent the types that their schemas ask for.
///
/// @param document that the schemas are from
record TypedText(RawDocument document) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 20;

    /// The value of a text: of the first type in which the schema accepts it, else the text.
    JsonValue value(String text, JsonObject schema) {
        var candidates = new ArrayList<JsonValue>();
        if (text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")) {
            candidates.add(JSON.createValue(new BigDecimal(text)));
        }
        if (text.equals("true") || text.equals("false")) {
            candidates.add(text.equals("true") ? JsonValue.TRUE : JsonValue.FALSE);
        }
        return candidates.stream()
                .filter(value -> RawSchemas.problem(document, schema, value, true).isEmpty())
                .findFirst()
                .orElseGet(() -> JSON.createValue(text));
    }

    JsonArray values(List<String> texts, JsonObject schema) {
        var items = items(schema, 0);
        return JSON.createArrayBuilder(texts.stream().map(text -> value(text, items)).toList())
                .build();
    }

    /// A text that is JSON; empty if it is not.
    static Optional<JsonValue> json(String text) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return Optional.of(reader.readValue());
        } catch (JsonException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    /// `array`, `object`, or another word for values that are one text.
    String kind(JsonObject schema) {
        return kind(schema, 0);
    }

    private String kind(JsonObject schema, int depth) {
        var object = document.resolved(schema);
        for (var kind : List.of("array", "object")) {
            if (hasType(object, kind)) {
                return kind;
            }
        }
        if (!object.containsKey("type") && object.containsKey("properties")) {
            return "object";
        }
        if (!object.containsKey("type") && object.containsKey("items")) {
            return "array";
        }
        return depth > MAX_DEPTH || object.containsKey("type")
                ? "text"
                : parts(object).stream()
                        .map(part -> kind(part, depth + 1))
                        .filter(kind -> !kind.equals("text"))
                        .findFirst()
                        .orElse("text");
    }

    private static boolean hasType(JsonObject schema, String type) {
        return switch (schema.get("type")) {
            case JsonString text -> text.getString().equals(type);
            case JsonArray types -> types.contains(JSON.createValue(type));
            case null, default -> false;
        };
    }

    private static List<JsonObject> parts(JsonObject schema) {
        var parts = new ArrayList<JsonObject>();
        for (var keyword : List.of("allOf", "oneOf", "anyOf")) {
            for (var part : RawDocument.elements(schema, keyword)) {
                if (part instanceof JsonObject object) {
                    parts.add(object);
                }
            }
        }
        return parts;
    }

    private JsonObject items(JsonObject schema, int depth) {
        var object = document.resolved(schema);
        if (object.containsKey("items") || depth > MAX_DEPTH) {
            return RawDocument.child(object, "items");
        }
        return parts(object).stream()
                .map(part -> items(part, depth + 1))
                .filter(items -> !items.isEmpty())
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /// The properties of an object, those of its parts too.
    JsonObject properties(JsonObject schema) {
        var all = JSON.createObjectBuilder();
        collect(schema, all, 0);
        return all.build();
    }

    private void collect(JsonObject schema, JsonObjectBuilder all, int depth) {
        var object = document.resolved(schema);
        if (depth < MAX_DEPTH) {
            parts(object).forEach(part -> collect(part, all, depth + 1));
        }
        RawDocument.members(object, "properties").forEach(all::add);
    }

    JsonObject property(JsonObject schema, String name) {
        return document.resolved(properties(schema).get(name));
    }
}
