package dev.connectorproxy.devserver.schema;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compares an inferred schema with a former one, from the point of view of a program that reads responses: a change is
/// breaking if a program that works with everything the former schema allows may fail.
final class SchemaComparison {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final List<Change> changes = new ArrayList<>();

    private SchemaComparison() {}

    /// A difference at one place.
    ///
    /// @param path such as `$.data[].id`
    record Change(String path, String change, boolean breaking) {
        JsonObject toJson() {
            return JSON.createObjectBuilder()
                    .add("path", path)
                    .add("change", change)
                    .add("breaking", breaking)
                    .build();
        }
    }

    static List<Change> of(JsonObject before, JsonObject after) {
        var comparison = new SchemaComparison();
        comparison.compare("$", before, after);
        return List.copyOf(comparison.changes);
    }

    private void compare(String path, JsonObject before, JsonObject after) {
        compareTypes(path, before, after);
        var format = before.getString("format", "");
        var now = after.getString("format", "");
        if (!format.equals(now)
                && types(after).contains("string")
                && types(before).contains("string")) {
            add(
                    path,
                    "format %s is now %s".formatted(orNone(format), orNone(now)),
                    !format.isEmpty());
        }
        compareProperties(path, before, after);
        if (before.get("items") instanceof JsonObject items
                && after.get("items") instanceof JsonObject nowItems) {
            compare(path + "[]", items, nowItems);
        }
    }

    private void compareTypes(String path, JsonObject before, JsonObject after) {
        var old = types(before);
        var now = types(after);
        var added = new TreeSet<>(now);
        added.removeAll(old);
        if (old.contains("number")) {
            added.remove("integer"); // every integer is a number
        }
        var removed = new TreeSet<>(old);
        removed.removeAll(now);
        if (!added.isEmpty() || !removed.isEmpty()) {
            add(
                    path,
                    "type %s is now %s".formatted(String.join("|", old), String.join("|", now)),
                    !added.isEmpty());
        }
    }

    private void compareProperties(String path, JsonObject before, JsonObject after) {
        var old = properties(before);
        var now = properties(after);
        if (old.isEmpty() && now.isEmpty()
                || !types(before).contains("object")
                || !types(after).contains("object")) {
            return;
        }
        var required = required(before);
        var requiredNow = required(after);
        var names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (var name : names) {
            var place = path + "." + name;
            if (!old.containsKey(name)) {
                add(place, "added", false);
            } else if (!now.containsKey(name)) {
                add(
                        place,
                        required.contains(name) ? "removed" : "not seen",
                        required.contains(name));
            } else {
                if (required.contains(name) != requiredNow.contains(name)) {
                    add(
                            place,
                            required.contains(name)
                                    ? "no longer in every object"
                                    : "now in every object",
                            required.contains(name));
                }
                compare(place, old.getJsonObject(name), now.getJsonObject(name));
            }
        }
    }

    private void add(String path, String change, boolean breaking) {
        changes.add(new Change(path, change, breaking));
    }

    private static String orNone(String format) {
        return format.isEmpty() ? "none" : format;
    }

    private static Set<String> types(JsonObject schema) {
        return strings(schema.getOrDefault("type", JsonValue.EMPTY_JSON_ARRAY))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> required(JsonObject schema) {
        return strings(schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY))
                .collect(Collectors.toSet());
    }

    private static Stream<String> strings(JsonValue value) {
        return switch (value) {
            case JsonString text -> Stream.of(text.getString());
            case JsonArray array -> array.stream().flatMap(SchemaComparison::strings);
            default -> Stream.of();
        };
    }

    /// Those whose schema is an object.
    private static JsonObject properties(JsonObject schema) {
        var json = JSON.createObjectBuilder();
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, value) -> {
                if (value instanceof JsonObject) {
                    json.add(name, value);
                }
            });
        }
        return json.build();
    }
}
