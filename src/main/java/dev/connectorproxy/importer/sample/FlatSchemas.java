package dev.connectorproxy.importer.sample;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Resolves the references and the `allOf` at the top of a schema.
///
/// @param defs the named schemas
record FlatSchemas(JsonObject defs) {
    private static final String DEFS = "#/$defs/";

    /// The open references and those at the top of the schema; empty if one of them is open already.
    Optional<Set<String>> withReferences(JsonObject schema, Set<String> open) {
        var all = new LinkedHashSet<>(open);
        var next = schema;
        while (next.get("$ref") instanceof JsonString reference) {
            if (!all.add(reference.getString())) {
                return Optional.empty();
            }
            next = target(reference).orElse(JsonValue.EMPTY_JSON_OBJECT);
        }
        if (next.get("allOf") instanceof JsonArray parts) {
            for (var part : parts) {
                if (part instanceof JsonObject object) {
                    var inner = withReferences(object, open);
                    if (inner.isEmpty()) {
                        return Optional.empty();
                    }
                    all.addAll(inner.get());
                }
            }
        }
        return Optional.of(all);
    }

    /// The schema without references and `allOf` at its top; empty if they are circular.
    Optional<JsonObject> flat(JsonObject schema, Set<String> open) {
        var own = new LinkedHashMap<String, JsonValue>(schema);
        var flat = Optional.of(JsonValue.EMPTY_JSON_OBJECT);
        if (own.remove("$ref") instanceof JsonString reference) {
            if (open.contains(reference.getString())) {
                return Optional.empty();
            }
            var inside = new LinkedHashSet<>(open);
            inside.add(reference.getString());
            flat = target(reference).flatMap(target -> flat(target, inside));
        }
        if (own.remove("allOf") instanceof JsonArray parts) {
            for (var part : parts) {
                if (part instanceof JsonObject object) {
                    flat =
                            flat.flatMap(before ->
                                    flat(object, open).map(next -> SchemaMerge.of(before, next)));
                }
            }
        }
        return flat.map(before -> SchemaMerge.of(before, SchemaMerge.object(own)));
    }

    private Optional<JsonObject> target(JsonString reference) {
        var name = reference.getString();
        return name.startsWith(DEFS)
                        && defs.get(unescaped(name.substring(DEFS.length())))
                                instanceof JsonObject target
                ? Optional.of(target)
                : Optional.empty();
    }

    private static String unescaped(String token) {
        return token.replace("~1", "/").replace("~0", "~");
    }
}
