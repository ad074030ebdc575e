package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/// Merges the schemas of an `allOf` into one that means the same. Keywords that cannot be merged stay in an `allOf`.
final class AllOfMerge {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final ReadingLimits limits;

    AllOfMerge(ReadingLimits limits) {
        this.limits = limits;
    }

    /// Adds the keywords of a schema; its annotations replace those that were there.
    void add(Map<String, JsonValue> other, Map<String, JsonValue> out) {
        limits.addSteps(1 + other.size());
        Map<String, JsonValue> conflicts = new LinkedHashMap<>();
        other.forEach((keyword, value) -> {
            var own = out.get(keyword);
            if (own == null || own.equals(value)) {
                out.put(keyword, value);
            } else if (!isMerged(keyword, own, value, out)) {
                conflicts.put(keyword, value);
            }
        });
        if (!conflicts.isEmpty()) {
            var all = JSON.createArrayBuilder();
            if (out.get("allOf") instanceof JsonArray before) {
                before.forEach(all::add);
            }
            out.put("allOf", all.add(object(conflicts)).build());
        }
    }

    private boolean isMerged(
            String keyword, JsonValue own, JsonValue other, Map<String, JsonValue> out) {
        return switch (keyword) {
            case "properties", "patternProperties", "dependentSchemas" -> {
                out.put(keyword, properties(own.asJsonObject(), other.asJsonObject()));
                yield true;
            }
            case "required", "allOf" -> {
                out.put(keyword, union(own.asJsonArray(), other.asJsonArray()));
                yield true;
            }
            case "type" -> isTypeMerged(other, out);
            case "enum" -> isEnumMerged(own.asJsonArray(), other.asJsonArray(), out);
            case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties" ->
                    isBoundMerged(keyword, compare(own, other) < 0, other, out);
            case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties" ->
                    isBoundMerged(keyword, compare(own, other) > 0, other, out);
            case "additionalProperties" -> isStricter(keyword, own, other, out);
            default -> isAnnotation(keyword, other, out);
        };
    }

    private JsonObject properties(JsonObject own, JsonObject other) {
        limits.addSteps(own.size() + other.size());
        var merged = JSON.createObjectBuilder(own);
        other.forEach((name, schema) -> {
            var before = own.get(name);
            merged.add(name, before == null ? schema : both(before, schema));
        });
        return merged.build();
    }

    private JsonValue both(JsonValue one, JsonValue two) {
        if (one.equals(two)) {
            return one;
        }
        var first = one.asJsonObject();
        var second = two.asJsonObject();
        if (first.containsKey("$ref") || second.containsKey("$ref")) {
            return withReference(first, second);
        }
        Map<String, JsonValue> merged = new LinkedHashMap<>(first);
        add(second, merged);
        return object(merged);
    }

    private static JsonObject withReference(JsonObject first, JsonObject second) {
        if (SchemaKeywords.ANNOTATIONS.containsAll(second.keySet())
                || first.get("$ref") != null && first.get("$ref").equals(second.get("$ref"))) {
            var merged = JSON.createObjectBuilder(first);
            second.forEach(merged::add);
            return merged.build();
        }
        return JSON.createObjectBuilder()
                .add("allOf", JSON.createArrayBuilder().add(first).add(second))
                .build();
    }

    private static boolean isTypeMerged(JsonValue other, Map<String, JsonValue> out) {
        var types = SchemaTypes.of(out);
        var others = SchemaTypes.of(Map.of("type", other));
        var common = new LinkedHashSet<>(types);
        common.removeIf(
                it -> !others.contains(it) && !(it.equals("integer") && others.contains("number")));
        if (others.contains("integer") && types.contains("number")) {
            common.add("integer");
        }
        if (common.isEmpty()) {
            return false;
        }
        SchemaTypes.put(common, out);
        return true;
    }

    private static boolean isEnumMerged(
            JsonArray own, JsonArray other, Map<String, JsonValue> out) {
        var common = new LinkedHashSet<>(own);
        common.retainAll(new LinkedHashSet<>(other));
        if (common.isEmpty()) {
            return false;
        }
        out.put("enum", JSON.createArrayBuilder(common).build());
        return true;
    }

    private static boolean isBoundMerged(
            String keyword, boolean isStricter, JsonValue other, Map<String, JsonValue> out) {
        if (isStricter) {
            out.put(keyword, other);
        }
        return true;
    }

    /// Authors mean the properties of all members of the `allOf`.
    private static boolean isStricter(
            String keyword, JsonValue own, JsonValue other, Map<String, JsonValue> out) {
        if (other == JsonValue.FALSE || own.equals(JsonValue.EMPTY_JSON_OBJECT)) {
            out.put(keyword, other);
            return true;
        }
        return own == JsonValue.FALSE || other.equals(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static boolean isAnnotation(
            String keyword, JsonValue other, Map<String, JsonValue> out) {
        if (!SchemaKeywords.ANNOTATIONS.contains(keyword)) {
            return false;
        }
        out.put(keyword, other);
        return true;
    }

    private static int compare(JsonValue one, JsonValue two) {
        return ((JsonNumber) one).bigDecimalValue().compareTo(((JsonNumber) two).bigDecimalValue());
    }

    private static JsonArray union(JsonArray one, JsonArray two) {
        var all = new LinkedHashSet<JsonValue>(one);
        all.addAll(two);
        return JSON.createArrayBuilder(all).build();
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        var builder = JSON.createObjectBuilder();
        members.forEach(builder::add);
        return builder.build();
    }
}
