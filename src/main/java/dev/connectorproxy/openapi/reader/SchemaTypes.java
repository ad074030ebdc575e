package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `type` of schemas: names that JSON Schema does not have are replaced by the ones that are meant.
final class SchemaTypes {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null");

    /// What other languages call a type, and `format` if the name says that much.
    private static final Map<String, List<String>> OTHER_NAMES =
            Map.ofEntries(
                    Map.entry("file", List.of("string", "binary")),
                    Map.entry("binary", List.of("string", "binary")),
                    Map.entry("byte", List.of("string", "byte")),
                    Map.entry("base64", List.of("string", "byte")),
                    Map.entry("str", List.of("string")),
                    Map.entry("text", List.of("string")),
                    Map.entry("char", List.of("string")),
                    Map.entry("varchar", List.of("string")),
                    Map.entry("password", List.of("string", "password")),
                    Map.entry("date", List.of("string", "date")),
                    Map.entry("datetime", List.of("string", "date-time")),
                    Map.entry("time", List.of("string")),
                    Map.entry("timestamp", List.of("string")),
                    Map.entry("uuid", List.of("string", "uuid")),
                    Map.entry("guid", List.of("string", "uuid")),
                    Map.entry("uri", List.of("string", "uri")),
                    Map.entry("url", List.of("string", "uri")),
                    Map.entry("email", List.of("string", "email")),
                    Map.entry("enum", List.of("string")),
                    Map.entry("int", List.of("integer")),
                    Map.entry("int32", List.of("integer", "int32")),
                    Map.entry("int64", List.of("integer", "int64")),
                    Map.entry("long", List.of("integer", "int64")),
                    Map.entry("short", List.of("integer")),
                    Map.entry("float", List.of("number", "float")),
                    Map.entry("double", List.of("number", "double")),
                    Map.entry("decimal", List.of("number")),
                    Map.entry("numeric", List.of("number")),
                    Map.entry("bool", List.of("boolean")),
                    Map.entry("list", List.of("array")),
                    Map.entry("map", List.of("object")),
                    Map.entry("dict", List.of("object")),
                    Map.entry("json", List.of("object")),
                    Map.entry("hash", List.of("object")));

    private final ProblemList problems;

    SchemaTypes(ProblemList problems) {
        this.problems = problems;
    }

    /// Adds `type`, and `format` if the name of the type implies one.
    void read(DocumentNode type, Map<String, JsonValue> out) {
        var names = new LinkedHashSet<String>();
        var values = type.value() instanceof JsonArray ? type.elements() : List.of(type);
        for (var value : values) {
            read(value, names, out);
        }
        if (!names.isEmpty()) {
            put(names, out);
        }
    }

    private void read(DocumentNode value, Set<String> names, Map<String, JsonValue> out) {
        var name = value.value() == JsonValue.NULL ? "null" : value.text().orElse("");
        if (TYPES.contains(name)) {
            names.add(name);
            return;
        }
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        var meant = TYPES.contains(plain) ? List.of(plain) : OTHER_NAMES.get(plain);
        if (meant == null) {
            problems.add(value, "is no type of JSON Schema; any value is allowed");
            return;
        }
        if (!name.equals("file")) { // which Swagger 2.0 has
            problems.add(value, "type " + name + " is read as " + meant.getFirst());
        }
        names.add(meant.getFirst());
        meant.stream().skip(1).forEach(it -> out.putIfAbsent("format", JSON.createValue(it)));
    }

    /// The types that a schema allows; none if it allows all.
    static Set<String> of(Map<String, JsonValue> schema) {
        var names = new LinkedHashSet<String>();
        switch (schema.get("type")) {
            case JsonString name -> names.add(name.getString());
            case JsonArray several ->
                    several.getValuesAs(JsonString.class).forEach(it -> names.add(it.getString()));
            case null, default -> {}
        }
        return names;
    }

    /// Sets the types that a schema allows.
    static void put(Set<String> names, Map<String, JsonValue> out) {
        out.put(
                "type",
                names.size() == 1
                        ? JSON.createValue(names.iterator().next())
                        : JSON.createArrayBuilder(names).build());
    }

    /// Whether a value is of one of the types.
    static boolean isAllowed(JsonValue value, Set<String> types) {
        return types.isEmpty()
                || switch (value) {
                    case JsonString _ -> types.contains("string");
                    case JsonNumber number ->
                            types.contains("number")
                                    || types.contains("integer")
                                            && DocumentNumbers.isInteger(number);
                    default -> types.contains(nameOf(value));
                };
    }

    /// The value, or the one of these types that is meant: `"10"` or `10`, `"true"` or `true`.
    static Optional<JsonValue> coerce(JsonValue value, Set<String> types) {
        if (isAllowed(value, types)) {
            return Optional.of(value);
        }
        if (value instanceof JsonString string) {
            return parsed(string.getString().strip()).filter(it -> isAllowed(it, types));
        }
        boolean isScalar =
                !(value instanceof JsonArray) && value.getValueType() != JsonValue.ValueType.OBJECT;
        return isScalar && value != JsonValue.NULL && types.contains("string")
                ? Optional.of(JSON.createValue(value.toString()))
                : Optional.empty();
    }

    private static Optional<JsonValue> parsed(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(JsonValue.TRUE);
            case "false" -> Optional.of(JsonValue.FALSE);
            case "null" -> Optional.of(JsonValue.NULL);
            default -> DocumentNumbers.parse(text).map(number -> number);
        };
    }

    private static String nameOf(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE, FALSE -> "boolean";
            case NULL -> "null";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case STRING -> "string";
            case NUMBER -> "number";
        };
    }
}
