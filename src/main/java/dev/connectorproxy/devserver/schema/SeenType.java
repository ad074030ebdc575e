package dev.connectorproxy.devserver.schema;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.TreeSet;

/// The type that all values at one place have in common, which grows with each value. It keeps no value. Not
/// thread-safe.
final class SeenType {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_PROPERTIES = 500;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_INTEGER_DIGITS = 40;

    private final TreeSet<String> types = new TreeSet<>();
    private final TreeSet<String> formats = new TreeSet<>();
    private final TreeMap<String, Property> properties = new TreeMap<>();
    private final int depth;
    private int objects;
    private boolean hasMoreProperties;
    private SeenType items; // null until an element was seen

    SeenType() {
        this(0);
    }

    private SeenType(int depth) {
        this.depth = depth;
    }

    private static final class Property {
        private final SeenType type;
        private int seen;

        Property(SeenType type) {
            this.type = type;
        }
    }

    void add(JsonValue value) {
        switch (value) {
            case JsonObject object -> addObject(object);
            case JsonArray array -> addArray(array);
            case JsonString text -> {
                types.add("string");
                formats.add(StringFormat.of(text.getString()));
            }
            case JsonNumber number -> types.add(isInteger(number) ? "integer" : "number");
            default -> types.add(value == JsonValue.NULL ? "null" : "boolean");
        }
    }

    private void addObject(JsonObject object) {
        types.add("object");
        objects++;
        if (depth >= MAX_DEPTH) {
            hasMoreProperties = true;
            return;
        }
        object.forEach((name, member) -> {
            if (properties.size() < MAX_PROPERTIES || properties.containsKey(name)) {
                var property =
                        properties.computeIfAbsent(
                                name, _ -> new Property(new SeenType(depth + 1)));
                property.seen++;
                property.type.add(member);
            } else {
                hasMoreProperties = true;
            }
        });
    }

    private void addArray(JsonArray array) {
        types.add("array");
        if (depth < MAX_DEPTH && !array.isEmpty()) {
            items = items == null ? new SeenType(depth + 1) : items;
            array.forEach(items::add);
        }
    }

    /// Whether the number is written without a fraction: `1.0` is none, because the next one may be `1.5`.
    private static boolean isInteger(JsonNumber number) {
        BigDecimal value = number.bigDecimalValue();
        return value.scale() <= 0 && value.precision() - value.scale() <= MAX_INTEGER_DIGITS;
    }

    /// JSON Schema: `type`, `format`, `properties`, `required` and `items`.
    JsonObject toJson() {
        var json = JSON.createObjectBuilder();
        if (types.contains("number")) {
            types.remove("integer"); // every integer is a number
        }
        if (types.size() == 1) {
            json.add("type", types.first());
        } else {
            json.add("type", JSON.createArrayBuilder(types));
        }
        if (formats.size() == 1 && !formats.first().isEmpty()) {
            json.add("format", formats.first());
        }
        if (types.contains("object")) {
            addProperties(json);
        }
        if (items != null) {
            json.add("items", items.toJson());
        }
        return json.build();
    }

    private void addProperties(JsonObjectBuilder json) {
        var all = JSON.createObjectBuilder();
        var required = JSON.createArrayBuilder();
        properties.forEach((name, property) -> {
            all.add(name, property.type.toJson());
            if (property.seen == objects) {
                required.add(name);
            }
        });
        json.add("properties", all).add("required", required);
        if (hasMoreProperties) {
            json.add("additionalProperties", true);
        }
    }
}
