package dev.connectorproxy.openapi.reader;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Turns schemas of every version into JSON Schema 2020-12. What a reference leads to becomes a definition, once, so that schemas
/// may contain themselves. Used by one thread.
final class SchemaReader {
    private static final int MAX_DEPTH = 120;
    private static final int MAX_DEFINITIONS = 50_000;

    private final Documents documents;
    private final Map<String, String> names = new HashMap<>(); // of definitions, by place
    private final Set<String> taken = new HashSet<>();
    private final Deque<Located> pending = new ArrayDeque<>();
    private final Map<String, JsonObject> definitions = new TreeMap<>();

    SchemaReader(Documents documents) {
        this.documents = documents;
    }

    /// The schema; `{}`, which allows everything, for one that cannot be read.
    JsonObject read(Located schema) {
        return read(schema, 0);
    }

    /// All definitions that the schemas read so far refer to.
    JsonObject definitions() {
        while (!pending.isEmpty()) {
            var next = pending.remove();
            definitions.put(names.get(key(next)), read(next, 0));
        }
        var all = Json.createObjectBuilder();
        definitions.forEach(all::add);
        return all.build();
    }

    private JsonObject read(Located schema, int depth) {
        if (depth > MAX_DEPTH) {
            documents.problem(schema, "the schema is nested too deeply");
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (schema.value() == JsonValue.FALSE) {
            return Json.createObjectBuilder().add("not", JsonValue.EMPTY_JSON_OBJECT).build();
        }
        if (!schema.isObject()) {
            if (schema.value() != JsonValue.TRUE) {
                documents.problem(schema, "the schema is no object");
            }
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        return Documents.isReference(schema)
                ? reference(schema)
                : AllOfMerge.merged(inline(schema, depth), this::definition);
    }

    /// What stands beside a reference is ignored, except what says how to show it.
    private JsonObject reference(Located schema) {
        var target = documents.resolve(schema);
        if (target.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        var json = Json.createObjectBuilder().add("$ref", "#/$defs/" + name(target.get()));
        for (var word : new String[] {"title", "description", "x-ms-summary", "x-ms-visibility"}) {
            schema.get(word).ifPresent(value -> json.add(word, value.value()));
        }
        return json.build();
    }

    /// The definition behind a reference to one.
    private Optional<JsonObject> definition(String name) {
        var known = definitions.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var waiting =
                pending.stream().filter(schema -> names.get(key(schema)).equals(name)).findFirst();
        if (waiting.isEmpty()) {
            return Optional.empty(); // it is being read: it contains itself
        }
        pending.remove(waiting.get());
        var definition = read(waiting.get(), 0);
        definitions.put(name, definition);
        return Optional.of(definition);
    }

    private String name(Located target) {
        var known = names.get(key(target));
        if (known != null) {
            return known;
        }
        if (names.size() >= MAX_DEFINITIONS) {
            throw new DescriptionException(
                    target.place() + ": there are more than " + MAX_DEFINITIONS + " schemas");
        }
        var path = target.pointer().isEmpty() ? target.place() : target.pointer();
        var last = path.substring(path.lastIndexOf('/') + 1).replaceFirst("(\\.[a-z]+)?#$", "");
        var plain = last.replaceAll("[^A-Za-z0-9_.-]", "_");
        var name = plain;
        for (int i = 2; !taken.add(name); i++) {
            name = plain + "_" + i;
        }
        names.put(key(target), name);
        pending.add(target);
        return name;
    }

    private static String key(Located schema) {
        return schema.document() + "#" + schema.pointer();
    }

    private JsonObject inline(Located schema, int depth) {
        var json = Json.createObjectBuilder();
        var keywords = new SchemaKeywords(schema, documents);
        keywords.addTo(json);
        schema.members()
                .forEach(member -> addSchemas(member.name(), member.located(), depth + 1, json));
        return json.build();
    }

    private void addSchemas(String name, Located value, int depth, JsonObjectBuilder json) {
        switch (name) {
            case "properties", "patternProperties", "dependentSchemas" -> {
                if (value.isObject()) {
                    json.add(name, byName(value, depth));
                }
            }
            case "items" -> addItems(value, depth, json);
            case "additionalProperties" -> {
                if (value.value() == JsonValue.FALSE || value.isObject()) {
                    json.add(name, value.isObject() ? read(value, depth) : value.value());
                }
            }
            case "not", "contains", "propertyNames", "if", "then", "else" ->
                    json.add(name, read(value, depth));
            case "allOf", "anyOf", "oneOf", "prefixItems" -> {
                var list = Json.createArrayBuilder();
                value.elements().forEach(element -> list.add(read(element, depth)));
                if (!value.elements().isEmpty()) {
                    json.add(name, list);
                }
            }
            default -> {
                // holds no schemas
            }
        }
    }

    /// In the drafts before 2020-12 a list stands for the elements in their order.
    private void addItems(Located items, int depth, JsonObjectBuilder json) {
        if (items.elements().isEmpty()) {
            json.add("items", read(items, depth));
        } else {
            var list = Json.createArrayBuilder();
            items.elements().forEach(element -> list.add(read(element, depth)));
            json.add("prefixItems", list);
        }
    }

    private JsonObjectBuilder byName(Located schemas, int depth) {
        var json = Json.createObjectBuilder();
        schemas.members().forEach(member -> json.add(member.name(), read(member.located(), depth)));
        return json;
    }
}
