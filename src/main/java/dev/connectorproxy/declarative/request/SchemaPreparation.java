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
    private static final String PATTERNS = "patternProperties";
    private static final Set<String> TYPES =
            Set.of("null", "boolean", "string", "integer", "number", "array", "object");

    private static final Set<String> LIMITS =
            Set.of(
                    "maximum",
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
                    "minProperties");

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
            case "multipleOf" -> {
                if (value instanceof JsonNumber number && number.doubleValue() > 0) {
                    out.add(keyword, value);
                }
            }
            case "additionalProperties", "unevaluatedProperties" -> {
                if (isClosed(schema)) {
                    out.add(keyword, schema(value, Optional.empty()));
                }
            }
            default -> {
                if (!LIMITS.contains(keyword)) {
                    addApplicator(out, keyword, value, of);
                } else if (value instanceof JsonNumber) {
                    out.add(keyword, value);
                }
            }
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
            case PATTERNS -> addPatterns(out, value);
            case "items", "contains", "propertyNames", "unevaluatedItems" ->
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

    /// Names are matched by the library, without a bound: patterns that may take long are left out.
    private static boolean isMatchable(String pattern) {
        return EcmaPattern.compile(pattern).filter(EcmaPattern::isLinear).isPresent();
    }

    private void addPatterns(JsonObjectBuilder out, JsonValue value) {
        if (value instanceof JsonObject object && hasMatchablePatterns(value)) {
            var each = JSON.createObjectBuilder();
            object.forEach((pattern, schema) ->
                    each.add(
                            EcmaPattern.compile(pattern).orElseThrow().pattern(),
                            schema(schema, Optional.empty())));
            out.add(PATTERNS, each);
        }
    }

    private static boolean hasMatchablePatterns(JsonValue patterns) {
        return patterns instanceof JsonObject object
                && object.keySet().stream().allMatch(SchemaPreparation::isMatchable);
    }

    /// Whether it is known which properties are additional ones.
    private static boolean isClosed(JsonObject schema) {
        return !schema.containsKey(PATTERNS) || hasMatchablePatterns(schema.get(PATTERNS));
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
            var readOnly = schemas.readOnlyProperties(schema);
            list.stream()
                    .filter(name ->
                            name instanceof JsonString text && !readOnly.contains(text.getString()))
                    .forEach(names::add);
        }
        return names.build();
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
