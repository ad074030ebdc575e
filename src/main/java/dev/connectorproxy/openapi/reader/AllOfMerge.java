package dev.connectorproxy.openapi.reader;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Turns `allOf` into one schema where that means the same, because the properties of an object must be known to make
/// parameters of them. A combination that cannot be merged stays as it is.
final class AllOfMerge {
    private static final String REFERENCE = "#/$defs/";

    /// Words about a schema as a whole, of which the outermost counts.
    private static final Set<String> ABOUT =
            Set.of("title", "description", "examples", "x-ms-summary", "x-ms-visibility");

    private final Map<String, JsonValue> all = new LinkedHashMap<>();
    private final Map<String, JsonValue> properties = new LinkedHashMap<>();
    private final Set<JsonValue> required = new LinkedHashSet<>();

    private AllOfMerge() {}

    /// @param definitions the definition of that name, unless it is being read
    static JsonObject merged(
            JsonObject schema, Function<String, Optional<JsonObject>> definitions) {
        if (!(schema.get("allOf") instanceof JsonArray parts)) {
            return schema;
        }
        var merge = new AllOfMerge();
        var own = new LinkedHashMap<>(schema);
        own.remove("allOf");
        boolean possible = merge.add(own);
        for (var part : parts) {
            var target = target(part.asJsonObject(), definitions);
            possible = possible && target.isPresent() && merge.add(target.get());
        }
        return possible ? merge.toJson() : schema;
    }

    private static Optional<JsonObject> target(
            JsonObject part, Function<String, Optional<JsonObject>> definitions) {
        var reference = part.getString("$ref", "");
        if (reference.isEmpty()) {
            return Optional.of(part);
        }
        return definitions
                .apply(reference.substring(REFERENCE.length()))
                .flatMap(definition -> target(definition, definitions));
    }

    private boolean add(Map<String, JsonValue> schema) {
        for (var entry : schema.entrySet()) {
            if (!add(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean add(String keyword, JsonValue value) {
        switch (keyword) {
            case "properties" -> value.asJsonObject().forEach(this::addProperty);
            case "required" -> required.addAll(value.asJsonArray());
            case "allOf" -> {
                return false;
            }
            // closed to others, a part would forbid all that the other parts allow
            case "additionalProperties" -> {
                if (value.getValueType() != JsonValue.ValueType.FALSE) {
                    all.putIfAbsent(keyword, value);
                }
            }
            default -> {
                var before = all.putIfAbsent(keyword, value);
                return before == null || before.equals(value) || ABOUT.contains(keyword);
            }
        }
        return true;
    }

    /// A property that two parts describe differently has to be both.
    private void addProperty(String name, JsonValue schema) {
        properties.merge(
                name,
                schema,
                (before, now) ->
                        before.equals(now)
                                ? before
                                : Json.createObjectBuilder()
                                        .add(
                                                "allOf",
                                                Json.createArrayBuilder().add(before).add(now))
                                        .build());
    }

    private JsonObject toJson() {
        var json = Json.createObjectBuilder();
        all.forEach(json::add);
        if (!properties.isEmpty()) {
            var object = Json.createObjectBuilder();
            properties.forEach(object::add);
            json.add("properties", object);
        }
        if (!required.isEmpty()) {
            var names = Json.createArrayBuilder();
            required.stream().filter(JsonString.class::isInstance).forEach(names::add);
            json.add("required", names);
        }
        if (!properties.isEmpty() && !all.containsKey("type")) {
            json.add("type", "object");
        }
        return json.build();
    }
}
