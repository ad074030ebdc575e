package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The names of schemas that references lead to, unique in the description. Those of the first document keep theirs. Not thread-safe.
final class SchemaNames {
    private static final List<String> CONTAINERS = List.of("definitions", "schemas");

    private static final Pattern FILE = Pattern.compile("^(?:.*/)?([^/]+)\\.(?:ya?ml|json)$");

    private final Map<JsonObject, String> names = new IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// @param root of the first document
    SchemaNames(DocumentNode root) {
        reserve(root);
        root.get("components").ifPresent(this::reserve);
    }

    /// The name of a schema, always the same for the same one.
    String of(DocumentNode schema) {
        return names.computeIfAbsent(schema.object(), _ -> unique(candidate(schema)));
    }

    private void reserve(DocumentNode holder) {
        for (var container : CONTAINERS) {
            holder.get(container).stream()
                    .flatMap(it -> it.members().stream())
                    .filter(schema -> schema.isObject() && !schema.isPureReference())
                    .forEach(this::of);
        }
    }

    /// Its key, or the name of its file, which is also the key in a bundle of files.
    private static String candidate(DocumentNode schema) {
        var key = schema.key().isEmpty() ? schema.document().name() : schema.key();
        return FILE.matcher(key).replaceFirst("$1");
    }

    private String unique(String candidate) {
        var start = candidate.substring(0, Math.min(candidate.length(), 100));
        var plain = start.replaceAll("[^A-Za-z0-9._-]", "_");
        var name = plain;
        for (int number = 2; !taken.add(name); number++) {
            name = plain + "_" + number;
        }
        return name;
    }
}
