package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What can be said about a schema only when all its keywords are known: its type, whether it may be null, and whether its values and
/// required properties are possible.
final class SchemaFinish {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final JsonObject NULL = JSON.createObjectBuilder().add("type", "null").build();

    private final ProblemList problems;
    private final SchemaValues values;

    SchemaFinish(ProblemList problems) {
        this.problems = problems;
        this.values = new SchemaValues(problems);
    }

    /// Completes a schema.
    void apply(DocumentNode schema, Map<String, JsonValue> out) {
        addType(out);
        addFormat(out);
        checkRequired(schema, out);
        allowNull(schema, out);
        values.check(schema, out);
    }

    /// `nullable` and `x-nullable`.
    void allowNull(DocumentNode schema, Map<String, JsonValue> out) {
        if (!schema.isTrue("nullable") && !schema.isTrue("x-nullable")) {
            return;
        }
        var types = new LinkedHashSet<>(SchemaTypes.of(out));
        if (!types.isEmpty() && types.add("null")) {
            SchemaTypes.put(types, out);
        }
        addNull("enum", JsonValue.NULL, out);
        addNull("oneOf", NULL, out);
        addNull("anyOf", NULL, out);
        var reference = out.remove("$ref");
        if (reference != null) {
            var target = JSON.createObjectBuilder().add("$ref", reference);
            out.put("anyOf", JSON.createArrayBuilder().add(target).add(NULL).build());
        }
    }

    private static void addNull(String keyword, JsonValue added, Map<String, JsonValue> out) {
        if (out.get(keyword) instanceof JsonArray before && !before.contains(added)) {
            out.put(keyword, JSON.createArrayBuilder(before).add(added).build());
        }
    }

    private static void addType(Map<String, JsonValue> out) {
        if (out.containsKey("type")) {
            return;
        }
        if (out.containsKey("properties")) {
            out.put("type", JSON.createValue("object"));
        } else if (out.containsKey("items")) {
            out.put("type", JSON.createValue("array"));
        }
    }

    /// The formats of OpenAPI 3.0 for what 3.1 says with keywords of JSON Schema.
    private static void addFormat(Map<String, JsonValue> out) {
        if (out.containsKey("contentEncoding")) {
            boolean isBase64 = text(out, "contentEncoding").startsWith("base64");
            out.putIfAbsent("format", JSON.createValue(isBase64 ? "byte" : "binary"));
        } else if (text(out, "contentMediaType").equals("application/octet-stream")) {
            out.putIfAbsent("format", JSON.createValue("binary"));
        }
    }

    private static String text(Map<String, JsonValue> out, String keyword) {
        return out.get(keyword) instanceof JsonString string ? string.getString() : "";
    }

    /// A property that is read-only is not sent, so it is required of no request. One that is required and not described may have any
    /// value.
    private void checkRequired(DocumentNode schema, Map<String, JsonValue> out) {
        if (!(out.get("required") instanceof JsonArray required)
                || !(out.get("properties") instanceof JsonObject properties)) {
            return;
        }
        var names = new LinkedHashSet<String>();
        var missing = new LinkedHashSet<String>();
        for (var element : required.getValuesAs(JsonString.class)) {
            var name = element.getString();
            if (!isReadOnly(properties, name)) {
                names.add(name);
            }
            if (!properties.containsKey(name)) {
                missing.add(name);
            }
        }
        out.remove("required");
        if (!names.isEmpty()) {
            out.put("required", JSON.createArrayBuilder(names).build());
        }
        if (!properties.isEmpty() && !isOpen(out)) {
            declare(schema, missing, out);
        }
    }

    private static boolean isReadOnly(JsonObject properties, String name) {
        return properties.get(name) instanceof JsonObject property
                && property.getBoolean("readOnly", false);
    }

    private void declare(DocumentNode schema, Set<String> missing, Map<String, JsonValue> out) {
        if (missing.isEmpty()) {
            return;
        }
        var properties = JSON.createObjectBuilder(out.get("properties").asJsonObject());
        missing.forEach(name -> properties.add(name, JsonValue.EMPTY_JSON_OBJECT));
        out.put("properties", properties.build());
        problems.add(schema, "requires %s and does not describe it".formatted(missing));
    }

    /// Whether it has properties that are defined elsewhere.
    private static boolean isOpen(Map<String, JsonValue> out) {
        return out.containsKey("oneOf")
                || out.containsKey("anyOf")
                || out.containsKey("allOf")
                || out.containsKey("patternProperties");
    }
}
