package dev.connectorproxy.declarative.request;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes of a schema of an API description one that the library compiles, with the named schemas that it reaches. Only keywords that
/// restrict values are kept, so that identifiers, remote references, formats and examples mean nothing; malformed ones are left out.
/// Used by one thread, once.
///
/// Files and base64 texts are any strings, since a value may be a data URL. Properties that are `readOnly` are not required. A
/// reference that leads to itself without going into the value, which no value could fail, is left out.
final class SchemaPreparation {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String DEFS = "$defs";
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "string", "integer", "number", "array", "object");

    private final SchemaLookup schemas;
    private final Map<String, String> shortNames = new HashMap<>();
    private final Deque<String> pending = new ArrayDeque<>();

    /// The named schemas that others refer to for the same value.
    private final Map<String, Set<String>> samePlace = new HashMap<>();

    SchemaPreparation(SchemaLookup schemas) {
        this.schemas = schemas;
    }

    JsonObject prepare(JsonObject schema) {
        var root = JSON.createObjectBuilder(object(schema, Optional.empty()));
        var defs = new LinkedHashMap<String, JsonValue>();
        while (!pending.isEmpty()) {
            var name = pending.remove();
            var named = schemas.schemas().getJsonObject(name);
            defs.put(shortNames.get(name), object(named, Optional.of(name)));
        }
        if (!defs.isEmpty()) {
            var object = JSON.createObjectBuilder();
            defs.forEach(object::add);
            root.add(DEFS, object);
        }
        return root.build();
    }

    /// @param of the named schema that this one describes the same value as, if any
    private JsonValue schema(JsonValue schema, Optional<String> of) {
        return switch (schema.getValueType()) {
            case OBJECT -> object(schema.asJsonObject(), of);
            case FALSE -> JsonValue.FALSE;
            default -> JsonValue.TRUE;
        };
    }

    private JsonObject object(JsonObject schema, Optional<String> of) {
        var out = JSON.createObjectBuilder();
        if (schemas.isFileOrBase64(schema)) {
            add(out, schema, "type", schema.getOrDefault("type", JsonValue.NULL), of);
        } else {
            schema.forEach((keyword, value) -> add(out, schema, keyword, value, of));
        }
        return out.build();
    }

    private void add(
            JsonObjectBuilder out,
            JsonObject schema,
            String keyword,
            JsonValue value,
            Optional<String> of) {
        switch (keyword) {
            case "type" -> type(value).ifPresent(type -> out.add(keyword, type));
            // as text, so that the library does not take the values for schemas
            case "enum", "const" -> out.add(keyword, value.toString());
            case "pattern" -> pattern(value).ifPresent(pattern -> out.add(keyword, pattern));
            case "required" -> out.add(keyword, required(schema, value));
            case "uniqueItems", "dependentRequired" -> out.add(keyword, value);
            case "maximum",
                    "minimum",
                    "exclusiveMaximum",
                    "exclusiveMinimum",
                    "maxLength",
                    "minLength",
                    "maxItems",
                    "minItems",
                    "maxContains",
                    "minContains",
                    "maxProperties",
                    "minProperties" -> {
                if (value instanceof JsonNumber) {
                    out.add(keyword, value);
                }
            }
            case "multipleOf" -> {
                if (value instanceof JsonNumber number && number.bigDecimalValue().signum() > 0) {
                    out.add(keyword, value);
                }
            }
            default -> addApplicator(out, keyword, value, of);
        }
    }

    /// Keywords that apply other schemas.
    private void addApplicator(
            JsonObjectBuilder out, String keyword, JsonValue value, Optional<String> of) {
        switch (keyword) {
            case "$ref" -> reference(value, of).ifPresent(reference -> out.add(keyword, reference));
            case "not", "if", "then", "else" -> out.add(keyword, schema(value, of));
            case "allOf", "anyOf", "oneOf" -> addAll(out, keyword, value, of);
            case "prefixItems" -> addAll(out, keyword, value, Optional.empty());
            case "dependentSchemas" -> addEach(out, keyword, value, of);
            case "properties" -> addEach(out, keyword, value, Optional.empty());
            case "patternProperties" -> addPatterns(out, value);
            case "items",
                    "contains",
                    "additionalProperties",
                    "propertyNames",
                    "unevaluatedItems",
                    "unevaluatedProperties" ->
                    out.add(keyword, schema(value, Optional.empty()));
            default -> {} // restricts nothing
        }
    }

    private void addAll(
            JsonObjectBuilder out, String keyword, JsonValue value, Optional<String> of) {
        if (value instanceof JsonArray list && !list.isEmpty()) {
            var all = JSON.createArrayBuilder();
            list.forEach(schema -> all.add(schema(schema, of)));
            out.add(keyword, all);
        }
    }

    private void addEach(
            JsonObjectBuilder out, String keyword, JsonValue value, Optional<String> of) {
        if (value instanceof JsonObject object) {
            var each = JSON.createObjectBuilder();
            object.forEach((name, schema) -> each.add(name, schema(schema, of)));
            out.add(keyword, each);
        }
    }

    private void addPatterns(JsonObjectBuilder out, JsonValue value) {
        if (value instanceof JsonObject object) {
            var each = JSON.createObjectBuilder();
            object.forEach((pattern, schema) ->
                    EcmaPattern.compile(pattern)
                            .ifPresent(java ->
                                    each.add(java.pattern(), schema(schema, Optional.empty()))));
            out.add("patternProperties", each);
        }
    }

    private static Optional<JsonValue> type(JsonValue value) {
        return switch (value) {
            case JsonString type when TYPES.contains(type.getString()) -> Optional.of(type);
            case JsonArray types
                    when !types.isEmpty()
                            && types.stream()
                                    .allMatch(type ->
                                            type instanceof JsonString text
                                                    && TYPES.contains(text.getString())) ->
                    Optional.of(types);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonValue> pattern(JsonValue value) {
        return value instanceof JsonString text
                ? EcmaPattern.compile(text.getString()).map(_ -> text)
                : Optional.empty();
    }

    private JsonArray required(JsonObject schema, JsonValue value) {
        var names = JSON.createArrayBuilder();
        if (value instanceof JsonArray list) {
            var readOnly = new HashSet<String>();
            addReadOnly(schema, readOnly, new HashSet<>());
            list.stream()
                    .filter(name ->
                            name instanceof JsonString text && !readOnly.contains(text.getString()))
                    .forEach(names::add);
        }
        return names.build();
    }

    /// The properties that the schema, or one that it includes, says are read-only.
    private void addReadOnly(JsonObject schema, Set<String> names, Set<JsonObject> seen) {
        var resolved = schemas.resolve(schema);
        if (seen.size() > 50 || !seen.add(resolved)) {
            return;
        }
        if (resolved.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> {
                if (property instanceof JsonObject object && schemas.isReadOnly(object)) {
                    names.add(name);
                }
            });
        }
        if (resolved.get("allOf") instanceof JsonArray all) {
            all.forEach(part -> {
                if (part instanceof JsonObject object) {
                    addReadOnly(object, names, seen);
                }
            });
        }
    }

    private Optional<String> reference(JsonValue value, Optional<String> of) {
        var target =
                value instanceof JsonString text
                        ? schemas.name(text.getString())
                        : Optional.<String>empty();
        if (target.isEmpty() || of.isPresent() && leads(target.get(), of.get())) {
            return Optional.empty();
        }
        var name = target.get();
        of.ifPresent(from -> samePlace.computeIfAbsent(from, _ -> new HashSet<>()).add(name));
        if (!shortNames.containsKey(name)) {
            shortNames.put(name, "d" + shortNames.size());
            pending.add(name);
        }
        return Optional.of("#/" + DEFS + "/" + shortNames.get(name));
    }

    private boolean leads(String from, String to) {
        return from.equals(to)
                || samePlace.getOrDefault(from, Set.of()).stream()
                        .anyMatch(next -> leads(next, to));
    }
}
