package dev.connectorproxy.declarative.file;

import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/// Reads from a JSON Schema what the catalogue says about a value.
final class SchemaType {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_REFERENCES = 20;
    private static final String DEFS = "#/$defs/";
    private static final List<String> TEXT_FORMATS =
            List.of("binary", "byte", "date", "date-time", "email", "password", "uri", "uuid");

    private SchemaType() {}

    /// The schema with the references at its top replaced by what they refer to; keywords beside a reference win.
    ///
    /// @param defs the named schemas
    static JsonObject resolved(JsonObject schema, JsonObject defs) {
        var resolved = schema;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            var target = target(resolved, defs);
            if (target.isEmpty()) {
                return resolved;
            }
            var merged = JSON.createObjectBuilder(target.get());
            resolved.forEach((key, value) -> {
                if (!key.equals("$ref") && !key.equals("allOf")) {
                    merged.add(key, value);
                }
            });
            resolved = merged.build();
        }
        return resolved;
    }

    /// What `$ref`, or an `allOf` of one schema, refers to.
    private static Optional<JsonObject> target(JsonObject schema, JsonObject defs) {
        if (schema.get("$ref") instanceof JsonString reference) {
            var name = reference.getString();
            return name.startsWith(DEFS)
                    ? object(defs.get(unescaped(name.substring(DEFS.length()))))
                    : Optional.empty();
        }
        return schema.get("allOf") instanceof JsonArray all && all.size() == 1
                ? object(all.getFirst())
                : Optional.empty();
    }

    private static String unescaped(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }

    static Optional<JsonObject> object(JsonValue value) {
        return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /// @param schema resolved
    static ParameterType of(JsonObject schema) {
        var types = types(schema);
        if (types.size() != 1) {
            return ParameterType.ANY;
        }
        return switch (types.getFirst()) {
            case "string" -> ParameterType.STR;
            case "boolean" -> ParameterType.BOOL;
            case "integer" -> is32Bits(schema) ? ParameterType.INT : ParameterType.INTEGER;
            case "array", "object" -> ParameterType.STRUCTURED;
            default -> ParameterType.ANY;
        };
    }

    /// The JSON types of a value, without `null`; none if it may be of any type.
    static List<String> types(JsonObject schema) {
        return switch (schema.get("type")) {
            case JsonString type -> List.of(type.getString());
            case JsonArray types ->
                    types.getValuesAs(JsonString.class).stream()
                            .map(JsonString::getString)
                            .filter(type -> !type.equals("null"))
                            .toList();
            case null, default -> guessed(schema);
        };
    }

    private static List<String> guessed(JsonObject schema) {
        if (schema.containsKey("properties")) {
            return List.of("object");
        }
        if (schema.containsKey("items")) {
            return List.of("array");
        }
        boolean texts =
                TEXT_FORMATS.contains(text(schema, "format"))
                        || schema.get("enum") instanceof JsonArray values
                                && !values.isEmpty()
                                && values.stream().allMatch(JsonString.class::isInstance);
        return texts ? List.of("string") : List.of();
    }

    private static boolean is32Bits(JsonObject schema) {
        return text(schema, "format").equals("int32")
                || schema.get("minimum") instanceof JsonNumber min
                        && schema.get("maximum") instanceof JsonNumber max
                        && min.doubleValue() >= Integer.MIN_VALUE
                        && max.doubleValue() <= Integer.MAX_VALUE;
    }

    static String text(JsonObject schema, String key) {
        return schema.get(key) instanceof JsonString text ? text.getString() : "";
    }

    /// The only texts that are allowed; empty for any.
    static List<String> allowedTexts(JsonObject schema) {
        return schema.get("enum") instanceof JsonArray values
                        && values.stream()
                                .allMatch(value ->
                                        value instanceof JsonString || value == JsonValue.NULL)
                ? values.stream()
                        .filter(JsonString.class::isInstance)
                        .map(value -> ((JsonString) value).getString())
                        .filter(text -> !text.isEmpty())
                        .toList()
                : List.of();
    }

    /// The only value that is allowed.
    static Optional<JsonValue> constant(JsonObject schema) {
        return Optional.ofNullable(schema.get("const"))
                .or(() ->
                        schema.get("enum") instanceof JsonArray values && values.size() == 1
                                ? Optional.of(values.getFirst())
                                : Optional.empty());
    }
}
