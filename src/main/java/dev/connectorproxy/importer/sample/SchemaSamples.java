package dev.connectorproxy.importer.sample;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// Makes values that satisfy JSON Schemas (2020-12) of an API description: the example if there is a valid one, else a value with
/// the required and the optional properties. Circular schemas end at the first repetition. The same schema always gives the
/// same value. Used by one thread.
public final class SchemaSamples {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 12;
    private static final int MAX_OPTIONAL_DEPTH = 3;
    private static final int MAX_VALUES = 500; // optional ones; wide schemas multiply
    private static final int MAX_ITEMS = 100;

    private final FlatSchemas schemas;
    private final BiPredicate<JsonObject, JsonValue> valid;
    private final boolean request;
    private int values;

    /// @param defs the named schemas
    /// @param valid whether a value satisfies a schema
    /// @param request whether the values are sent, so that properties that are read only are left out
    public SchemaSamples(
            JsonObject defs, BiPredicate<JsonObject, JsonValue> valid, boolean request) {
        this.schemas = new FlatSchemas(defs);
        this.valid = valid;
        this.request = request;
    }

    /// A value of the schema; empty if none was found.
    ///
    /// @param example of the description, tried first
    public Optional<JsonValue> of(JsonObject schema, Optional<JsonValue> example) {
        values = 0;
        var top = schemas.flat(schema, Set.of()).orElse(schema);
        return Stream.concat(
                        example.stream(),
                        Stream.of("example", "default")
                                .flatMap(key -> Stream.ofNullable(top.get(key))))
                .filter(value -> value != JsonValue.NULL && valid.test(schema, value))
                .findFirst()
                .or(() -> value(schema, 0, Set.of()));
    }

    /// @param open the references that the value is inside of
    private Optional<JsonValue> value(JsonValue schema, int depth, Set<String> open) {
        values++;
        if (!(schema instanceof JsonObject object)) {
            return schema == JsonValue.FALSE
                    ? Optional.empty()
                    : Optional.of(JSON.createValue("text"));
        }
        if (depth > MAX_DEPTH) {
            return Optional.empty();
        }
        var path = schemas.withReferences(object, open);
        return path.isEmpty()
                ? Optional.empty()
                : schemas.flat(object, open).flatMap(flat -> ofFlat(flat, depth, path.get()));
    }

    private Optional<JsonValue> ofFlat(JsonObject schema, int depth, Set<String> open) {
        if (schema.containsKey("const")) {
            return Optional.of(schema.get("const"));
        }
        if (schema.get("enum") instanceof JsonArray allowed && !allowed.isEmpty()) {
            return allowed.stream().filter(value -> value != JsonValue.NULL).findFirst();
        }
        for (var choice : List.of("oneOf", "anyOf")) {
            if (schema.get(choice) instanceof JsonArray options && !options.isEmpty()) {
                return ofChoice(schema, choice, options, depth, open);
            }
        }
        return switch (Keywords.type(schema)) {
            case "object" -> object(schema, depth, open);
            case "array" -> array(schema, depth, open);
            case "integer" -> number(schema, true);
            case "number" -> number(schema, false);
            case "boolean" -> Optional.of(JsonValue.TRUE);
            case "null" -> Optional.of(JsonValue.NULL);
            default -> text(schema);
        };
    }

    /// The first option that makes the whole valid, else the first with a value.
    private Optional<JsonValue> ofChoice(
            JsonObject schema, String choice, JsonArray options, int depth, Set<String> open) {
        var base = new LinkedHashMap<String, JsonValue>(schema);
        base.remove(choice);
        var found = new ArrayList<JsonValue>();
        for (var option : options) {
            var both =
                    option instanceof JsonObject object
                            ? SchemaMerge.both(SchemaMerge.object(base), object)
                            : SchemaMerge.object(base);
            var value = value(both, depth, open);
            if (value.isPresent() && valid.test(schema, value.get())) {
                return value;
            }
            value.ifPresent(found::add);
        }
        return found.stream().findFirst();
    }

    private Optional<JsonValue> object(JsonObject schema, int depth, Set<String> open) {
        var properties =
                schema.get("properties") instanceof JsonObject all
                        ? all
                        : JsonValue.EMPTY_JSON_OBJECT;
        var required = Keywords.required(schema);
        var members = new LinkedHashMap<String, JsonValue>();
        for (var name : required) {
            if (isReadOnly(properties.get(name))) {
                continue;
            }
            var value = value(properties.getOrDefault(name, JsonValue.TRUE), depth + 1, open);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            members.put(name, value.get());
        }
        int max = Keywords.bound(schema, "maxProperties", Integer.MAX_VALUE);
        for (var property : properties.entrySet()) {
            if (members.containsKey(property.getKey())
                    || members.size() >= max
                    || depth >= MAX_OPTIONAL_DEPTH
                    || values > MAX_VALUES
                    || isReadOnly(property.getValue())) {
                continue;
            }
            value(property.getValue(), depth + 1, open)
                    .ifPresent(value -> members.put(property.getKey(), value));
        }
        addFurther(schema, members, depth, open);
        return Optional.of(SchemaMerge.object(members));
    }

    /// Properties that have no name in the schema.
    private void addFurther(
            JsonObject schema,
            LinkedHashMap<String, JsonValue> members,
            int depth,
            Set<String> open) {
        int min = Keywords.bound(schema, "minProperties", 0);
        var further = schema.getOrDefault("additionalProperties", JsonValue.TRUE);
        if (members.isEmpty() && further instanceof JsonObject && depth < MAX_OPTIONAL_DEPTH) {
            min = Math.max(min, 1);
        }
        for (int i = 1; members.size() < Math.min(min, MAX_ITEMS) && i <= MAX_ITEMS; i++) {
            int number = i;
            value(further, depth + 1, open).ifPresent(value -> members.put("key" + number, value));
        }
    }

    private boolean isReadOnly(JsonValue schema) {
        return request
                && schema instanceof JsonObject object
                && schemas.flat(object, Set.of())
                        .map(flat -> flat.get("readOnly") == JsonValue.TRUE)
                        .orElse(false);
    }

    private Optional<JsonValue> array(JsonObject schema, int depth, Set<String> open) {
        int min = Keywords.bound(schema, "minItems", 0);
        int max = Keywords.bound(schema, "maxItems", 1);
        int count = Math.min(Math.max(min, Math.min(max, 1)), MAX_ITEMS);
        var items = JSON.createArrayBuilder();
        for (int i = 0; i < count; i++) {
            var item = item(schema, i, depth, open);
            if (item.isEmpty()) {
                return i >= min ? Optional.of(items.build()) : Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(items.build());
    }

    private Optional<JsonValue> item(JsonObject schema, int i, int depth, Set<String> open) {
        var prefix =
                schema.get("prefixItems") instanceof JsonArray list
                        ? list
                        : JsonValue.EMPTY_JSON_ARRAY;
        var itemSchema =
                i < prefix.size() ? prefix.get(i) : schema.getOrDefault("items", JsonValue.TRUE);
        boolean distinct = i > 0 && schema.get("uniqueItems") == JsonValue.TRUE;
        return value(itemSchema, depth + 1, open)
                .map(value -> distinct ? Variation.of(value, itemSchema, i) : value);
    }

    private static Optional<JsonValue> number(JsonObject schema, boolean whole) {
        if (Keywords.example(schema) instanceof JsonNumber number
                && (!whole || number.isIntegral())
                && !schema.containsKey("multipleOf")
                && NumberSamples.isWithin(number.bigDecimalValue(), schema)) {
            return Optional.of(number);
        }
        return NumberSamples.of(schema, whole)
                .map(number ->
                        whole ? JSON.createValue(number.toBigInteger()) : JSON.createValue(number));
    }

    private static Optional<JsonValue> text(JsonObject schema) {
        boolean useful = schema.containsKey("pattern") || !schema.containsKey("format");
        if (useful
                && Keywords.example(schema) instanceof JsonString text
                && !text.getString().isEmpty()
                && TextSamples.fits(text.getString(), schema)) {
            return Optional.of(text);
        }
        return TextSamples.of(schema).map(JSON::createValue);
    }
}
