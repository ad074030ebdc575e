package dev.connectorproxy.devserver.baseline;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.TreeSet;

/// Compares the rows of a baseline with present ones, field by field.
///
/// @param ignored fields that may differ, such as `raw`, `raw.updated` or, for one kind alone, `payments.raw`
record RowComparison(List<String> ignored) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LISTED = 1_000;

    /// @return the number of `changes`, and by kind the keys that were `added` and `removed`, and the `modified` rows;
    ///     the first 1,000 of each
    JsonObject of(JsonObject before, JsonObject after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var kinds = JSON.createObjectBuilder();
        int changes = 0;
        for (var kind : names) {
            var old = rows(before, kind);
            var now = rows(after, kind);
            var added = keys(now, old);
            var removed = keys(old, now);
            var modified = modified(kind, old, now);
            changes += added.size() + removed.size() + modified.size();
            kinds.add(
                    kind,
                    JSON.createObjectBuilder()
                            .add("before", old.size())
                            .add("after", now.size())
                            .add("added", listed(added))
                            .add("removed", listed(removed))
                            .add("modified", listed(modified)));
        }
        return JSON.createObjectBuilder().add("changes", changes).add("kinds", kinds).build();
    }

    private static JsonObject rows(JsonObject all, String kind) {
        return all.get(kind) instanceof JsonObject rows ? rows : JsonValue.EMPTY_JSON_OBJECT;
    }

    /// The keys that the others do not have.
    private static JsonArray keys(JsonObject rows, JsonObject others) {
        return JSON.createArrayBuilder(
                        rows.keySet().stream().filter(key -> !others.containsKey(key)).toList())
                .build();
    }

    private JsonArray modified(String kind, JsonObject before, JsonObject after) {
        var modified = JSON.createArrayBuilder();
        before.forEach((key, old) -> {
            if (after.containsKey(key)) {
                var fields = JSON.createArrayBuilder();
                compare(kind, "", old, after.get(key), fields);
                var changed = fields.build();
                if (!changed.isEmpty()) {
                    modified.add(JSON.createObjectBuilder().add("key", key).add("fields", changed));
                }
            }
        });
        return modified.build();
    }

    private void compare(
            String kind, String field, JsonValue before, JsonValue after, JsonArrayBuilder out) {
        if (before.equals(after)
                || ignored.contains(field)
                || ignored.contains(kind + "." + field)) {
            return;
        }
        if (before instanceof JsonObject old && after instanceof JsonObject now) {
            var names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            for (var name : names) {
                compare(
                        kind,
                        field.isEmpty() ? name : field + "." + name,
                        old.getOrDefault(name, JsonValue.NULL),
                        now.getOrDefault(name, JsonValue.NULL),
                        out);
            }
            return;
        }
        out.add(
                JSON.createObjectBuilder()
                        .add("field", field)
                        .add("before", before)
                        .add("after", after));
    }

    private static JsonArrayBuilder listed(JsonArray all) {
        return JSON.createArrayBuilder(all.subList(0, Math.min(all.size(), MAX_LISTED)));
    }
}
