package dev.connectorproxy.importer.mock;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Makes a self-contained JSON Schema 2020-12 of a schema of a description, whatever its version.
final class SelfContainedSchema {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null");
    private static final Set<String> SCHEMAS =
            Set.of(
                    "items",
                    "additionalProperties",
                    "not",
                    "contains",
                    "propertyNames",
                    "if",
                    "then",
                    "else");
    private static final Set<String> SCHEMA_LISTS =
            Set.of("allOf", "oneOf", "anyOf", "prefixItems");
    private static final Set<String> SCHEMA_MAPS =
            Set.of("properties", "patternProperties", "$defs", "dependentSchemas");
    private static final Set<String> KEPT =
            Set.of(
                    "const",
                    "dependentRequired",
                    "maxItems",
                    "maxLength",
                    "maxProperties",
                    "maximum",
                    "minItems",
                    "minLength",
                    "minProperties",
                    "minimum",
                    "multipleOf",
                    "uniqueItems",
                    "exclusiveMinimum",
                    "exclusiveMaximum");

    private final RawDocument document;
    private final boolean request;
    private final Map<String, String> names = new LinkedHashMap<>(); // of references
    private final ArrayDeque<String> open = new ArrayDeque<>();

    /// @param request whether values are sent, so that what is read only is not required
    SelfContainedSchema(RawDocument document, boolean request) {
        this.document = document;
        this.request = request;
    }

    JsonObject of(JsonObject schema) {
        var top = JSON.createObjectBuilder(converted(schema));
        var defs = JSON.createObjectBuilder();
        var done = new HashSet<String>();
        while (!open.isEmpty()) {
            var reference = open.poll();
            if (done.add(reference)) {
                defs.add(
                        names.get(reference),
                        convertedValue(document.target(reference).orElse(JsonValue.TRUE)));
            }
        }
        return top.add("$defs", defs).build();
    }

    private JsonValue convertedValue(JsonValue schema) {
        return schema instanceof JsonObject object
                ? converted(object)
                : schema == JsonValue.FALSE ? schema : JsonValue.TRUE;
    }

    private JsonObject converted(JsonObject schema) {
        var out = new LinkedHashMap<String, JsonValue>();
        if (schema.get("$ref") instanceof JsonString reference) {
            out.put("$ref", JSON.createValue("#/$defs/" + name(reference.getString())));
            if (!document.hasJsonSchema()) {
                return object(out);
            }
        }
        schema.forEach((keyword, value) -> put(keyword, value, schema, out));
        return nullable(schema, out);
    }

    private void put(
            String keyword, JsonValue value, JsonObject schema, Map<String, JsonValue> out) {
        if (SCHEMAS.contains(keyword)) {
            out.put(keyword, convertedValue(value));
        } else if (SCHEMA_LISTS.contains(keyword)
                && value instanceof JsonArray list
                && !list.isEmpty()) {
            out.put(
                    keyword,
                    JSON.createArrayBuilder(list.stream().map(this::convertedValue).toList())
                            .build());
        } else if (SCHEMA_MAPS.contains(keyword) && value instanceof JsonObject map) {
            var converted = new LinkedHashMap<String, JsonValue>();
            map.forEach((name, member) -> converted.put(name, convertedValue(member)));
            out.put(keyword, object(converted));
        } else if (KEPT.contains(keyword)) {
            putBound(keyword, value, schema, out);
        } else if (keyword.equals("required") && value instanceof JsonArray list) {
            out.put(keyword, required(list, schema));
        } else if (keyword.equals("enum") && value instanceof JsonArray list && !list.isEmpty()) {
            out.put(keyword, list);
        } else if (keyword.equals("pattern")
                && value instanceof JsonString text
                && isPattern(text.getString())) {
            out.put(keyword, value);
        } else if (keyword.equals("type")) {
            putType(value, out);
        }
    }

    /// Before 2020-12 an exclusive bound was a flag beside the bound.
    private static void putBound(
            String keyword, JsonValue value, JsonObject schema, Map<String, JsonValue> out) {
        switch (keyword) {
            case "exclusiveMinimum", "exclusiveMaximum" -> {
                var bound =
                        value == JsonValue.TRUE
                                ? schema.get(
                                        keyword.equals("exclusiveMinimum") ? "minimum" : "maximum")
                                : value;
                if (bound instanceof JsonNumber) {
                    out.put(keyword, bound);
                }
            }
            case "const", "dependentRequired", "uniqueItems" -> out.put(keyword, value);
            default -> {
                if (value instanceof JsonNumber) {
                    out.put(keyword, value);
                }
            }
        }
    }

    private JsonArray required(JsonArray names, JsonObject schema) {
        var properties = RawDocument.child(schema, "properties");
        return JSON.createArrayBuilder(
                        names.stream()
                                .filter(JsonString.class::isInstance)
                                .filter(name ->
                                        !request
                                                || document.resolved(
                                                                        properties.get(
                                                                                ((JsonString) name)
                                                                                        .getString()))
                                                                .get("readOnly")
                                                        != JsonValue.TRUE)
                                .distinct()
                                .toList())
                .build();
    }

    private static void putType(JsonValue value, Map<String, JsonValue> out) {
        var types = value instanceof JsonArray list ? list : List.of(value);
        var known = new ArrayList<JsonValue>();
        for (var type : types) {
            if (type instanceof JsonString text && TYPES.contains(text.getString())) {
                known.add(type);
            }
        }
        if (!known.isEmpty() && known.size() == types.size()) {
            out.put(
                    "type",
                    known.size() == 1 ? known.getFirst() : JSON.createArrayBuilder(known).build());
        }
    }

    /// Before 3.1 `null` was allowed by a keyword of its own.
    private JsonObject nullable(JsonObject schema, Map<String, JsonValue> out) {
        boolean nullable =
                !document.hasJsonSchema()
                        && (schema.get("nullable") == JsonValue.TRUE
                                || schema.get("x-nullable") == JsonValue.TRUE);
        return nullable
                ? JSON.createObjectBuilder()
                        .add(
                                "anyOf",
                                JSON.createArrayBuilder()
                                        .add(JSON.createObjectBuilder().add("type", "null"))
                                        .add(object(out)))
                        .build()
                : object(out);
    }

    private String name(String reference) {
        return names.computeIfAbsent(
                reference,
                _ -> {
                    open.add(reference);
                    return "s" + names.size();
                });
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        var builder = JSON.createObjectBuilder();
        members.forEach(builder::add);
        return builder.build();
    }
}
