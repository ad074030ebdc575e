package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The types of a schema, and values as one of them.
///
/// @param names in JSON Schema; empty for any
/// @param isFile `type: file` of Swagger 2.0
record SchemaTypes(List<String> names, boolean isNullable, boolean isFile) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Map<String, String> TYPE_NAMES =
            Map.ofEntries(
                    Map.entry("string", "string"),
                    Map.entry("str", "string"),
                    Map.entry("text", "string"),
                    Map.entry("date", "string"),
                    Map.entry("datetime", "string"),
                    Map.entry("date-time", "string"),
                    Map.entry("uuid", "string"),
                    Map.entry("file", "string"),
                    Map.entry("number", "number"),
                    Map.entry("float", "number"),
                    Map.entry("double", "number"),
                    Map.entry("decimal", "number"),
                    Map.entry("integer", "integer"),
                    Map.entry("int", "integer"),
                    Map.entry("long", "integer"),
                    Map.entry("boolean", "boolean"),
                    Map.entry("bool", "boolean"),
                    Map.entry("array", "array"),
                    Map.entry("list", "array"),
                    Map.entry("object", "object"),
                    Map.entry("null", "null"));

    static SchemaTypes of(Located schema, Documents documents) {
        var declared = new ArrayList<>(schema.texts("type"));
        schema.text("type").ifPresent(declared::add);
        var names = new LinkedHashSet<String>();
        for (var type : declared) {
            var name = TYPE_NAMES.get(type.toLowerCase(Locale.ROOT));
            if (name == null) {
                documents.problem(schema, "the type '" + type + "' is unknown");
            } else {
                names.add(name);
            }
        }
        return new SchemaTypes(
                List.copyOf(names),
                schema.flag("nullable") || schema.flag("x-nullable"),
                declared.contains("file"));
    }

    void addTo(JsonObjectBuilder json) {
        if (isFile) {
            json.add("format", "binary");
        }
        var all = new LinkedHashSet<>(names);
        if (!all.isEmpty() && isNullable) {
            all.add("null");
        }
        if (all.size() == 1) {
            json.add("type", all.getFirst());
        } else if (!all.isEmpty()) {
            json.add("type", JSON.createArrayBuilder(all));
        }
    }

    /// The value as one of the schema's types, if it can be meant as one.
    Optional<JsonValue> fitting(JsonValue value) {
        if (names.isEmpty() || names.stream().anyMatch(type -> fits(type, value))) {
            return Optional.of(value);
        }
        if (value == JsonValue.NULL) {
            return isNullable ? Optional.of(value) : Optional.empty();
        }
        return names.stream().flatMap(type -> converted(type, value).stream()).findFirst();
    }

    private static boolean fits(String type, JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> type.equals("string");
            case NUMBER ->
                    type.equals("number") || type.equals("integer") && isWhole((JsonNumber) value);
            case TRUE, FALSE -> type.equals("boolean");
            case ARRAY -> type.equals("array");
            case OBJECT -> type.equals("object");
            case NULL -> type.equals("null");
        };
    }

    private static boolean isWhole(JsonNumber number) {
        return number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static Optional<JsonValue> converted(String type, JsonValue value) {
        return switch (type) {
            case "string" ->
                    value instanceof JsonNumber
                                    || value == JsonValue.TRUE
                                    || value == JsonValue.FALSE
                            ? Optional.of(JSON.createValue(value.toString()))
                            : Optional.empty();
            case "boolean" ->
                    value instanceof JsonString text && text.getString().matches("(?i)true|false")
                            ? Optional.of(
                                    Boolean.parseBoolean(text.getString())
                                            ? JsonValue.TRUE
                                            : JsonValue.FALSE)
                            : Optional.empty();
            case "integer", "number" ->
                    value instanceof JsonString text
                            ? number(text.getString())
                                    .<JsonValue>map(JSON::createValue)
                                    .filter(number -> fits(type, number))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// The number that a value is, also as a text.
    static Optional<BigDecimal> number(JsonValue value) {
        return switch (value) {
            case JsonNumber number -> Optional.of(number.bigDecimalValue());
            case JsonString text -> number(text.getString());
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(String text) {
        return text.strip().matches("-?[0-9]{1,300}(\\.[0-9]{1,300})?")
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
