package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Converts schemas of all versions to JSON Schema 2020-12. A reference becomes `#/$defs/NAME`, so that a schema that contains itself
/// stays finite; an `allOf` is merged. Not thread-safe.
final class SchemaConverter {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final JsonObject FALSE =
            JSON.createObjectBuilder().add("not", JsonValue.EMPTY_JSON_OBJECT).build();

    private static final int MAX_MERGE_DEPTH = 20;

    private final SourceVersion version;
    private final ReferenceResolver references;
    private final ProblemList problems;
    private final ReadingLimits limits;
    private final SchemaNames names;
    private final SchemaMembers members;
    private final SchemaFinish finish;
    private final AllOfMerge merge;
    private final Map<JsonValue, JsonObject> converted = new IdentityHashMap<>();
    private final Map<String, DocumentNode> named = new LinkedHashMap<>();
    private final Deque<String> pending = new ArrayDeque<>();
    private int mergeDepth;

    /// @param root of the first document, whose schemas keep their names
    SchemaConverter(
            SourceVersion version,
            DocumentNode root,
            ReferenceResolver references,
            ProblemList problems,
            ReadingLimits limits) {
        this.version = version;
        this.references = references;
        this.problems = problems;
        this.limits = limits;
        this.names = new SchemaNames(root);
        this.members = new SchemaMembers(this, references, problems);
        this.finish = new SchemaFinish(problems);
        this.merge = new AllOfMerge(limits);
    }

    /// The schema; `{}`, with a problem, if it cannot be read.
    JsonObject convert(DocumentNode schema) {
        if (schema.value() == JsonValue.FALSE) {
            return FALSE;
        }
        if (!schema.isObject()) {
            if (schema.value() != JsonValue.TRUE) {
                problems.add(schema, "is not a schema; any value is allowed");
            }
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        var known = converted.get(schema.value());
        if (known == null) {
            limits.addSteps(1);
            known = convertObject(schema);
            converted.put(schema.value(), known);
        }
        return known;
    }

    /// The schemas that references lead to, by name, with those that they refer to in turn.
    JsonObject definitions() {
        var definitions = JSON.createObjectBuilder();
        while (!pending.isEmpty()) {
            var name = pending.removeFirst();
            definitions.add(name, convert(named.get(name)));
        }
        return definitions.build();
    }

    private JsonObject convertObject(DocumentNode schema) {
        var reference = onlyReference(schema);
        if (reference.isPresent()) {
            return reference(schema, reference.get());
        }
        if (schema.has("allOf") || schema.reference().isPresent()) {
            return merged(schema);
        }
        var out = members.read(schema);
        finish.apply(schema, out);
        return object(out);
    }

    /// The node with the `$ref`, if a schema is a reference with nothing but annotations beside it, or an `allOf` of one.
    private Optional<DocumentNode> onlyReference(DocumentNode schema) {
        if (schema.reference().isPresent()) {
            return version != SourceVersion.OPENAPI_3_1 || isAnnotated(schema, "$ref")
                    ? Optional.of(schema)
                    : Optional.empty();
        }
        var all = schema.elements("allOf");
        return all.size() == 1 && isAnnotated(schema, "allOf")
                ? Optional.of(all.getFirst()).filter(DocumentNode::isPureReference)
                : Optional.empty();
    }

    private static boolean isAnnotated(DocumentNode schema, String keyword) {
        return schema.object().keySet().stream()
                .allMatch(key ->
                        key.equals(keyword)
                                || key.equals("nullable")
                                || key.startsWith("x-")
                                || SchemaKeywords.ANNOTATIONS.contains(key));
    }

    private JsonObject reference(DocumentNode schema, DocumentNode reference) {
        var target = target(reference);
        if (target.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (!target.get().isObject()) {
            return convert(target.get());
        }
        Map<String, JsonValue> out = new LinkedHashMap<>();
        out.put("$ref", JSON.createValue("#/$defs/" + name(target.get())));
        out.putAll(members.annotations(schema));
        if (target.get().isTrue("readOnly")) {
            out.put("readOnly", JsonValue.TRUE);
        }
        finish.allowNull(schema, out);
        return object(out);
    }

    private String name(DocumentNode schema) {
        var name = names.of(schema);
        if (named.putIfAbsent(name, schema) == null) {
            pending.addLast(name);
        }
        return name;
    }

    /// The first schema of a chain of references that is more than a reference.
    private Optional<DocumentNode> target(DocumentNode reference) {
        var seen = Collections.<JsonValue>newSetFromMap(new IdentityHashMap<>());
        var at = Optional.of(reference);
        while (at.isPresent() && at.get().reference().isPresent()) {
            var node = at.get();
            boolean isFirst = seen.isEmpty();
            if (!isFirst && !node.isPureReference() && version == SourceVersion.OPENAPI_3_1) {
                return at;
            }
            if (!seen.add(node.value())) {
                problems.add(reference, "has a reference that leads to itself");
                return Optional.empty();
            }
            limits.addSteps(1);
            at = references.target(node);
        }
        return at;
    }

    private JsonObject merged(DocumentNode schema) {
        Map<String, JsonValue> out = new LinkedHashMap<>();
        mergeDepth++;
        for (var part : parts(schema)) {
            merge.add(isMerged(schema, part) ? members.read(part) : allOf(part), out);
        }
        mergeDepth--;
        finish.apply(schema, out);
        return object(out);
    }

    /// A part that contains the schema in turn is not merged, since that would not end.
    private boolean isMerged(DocumentNode schema, DocumentNode part) {
        return part == schema || mergeDepth <= MAX_MERGE_DEPTH && !members.isReading(part);
    }

    private Map<String, JsonValue> allOf(DocumentNode part) {
        var reference = JSON.createObjectBuilder().add("$ref", "#/$defs/" + name(part));
        return Map.of("allOf", JSON.createArrayBuilder().add(reference).build());
    }

    /// The schemas of an `allOf`, of those in it, and the schema itself, each once; those that are extended come first.
    private List<DocumentNode> parts(DocumentNode schema) {
        var parts = new ArrayList<DocumentNode>();
        Set<JsonValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Visit> visits = new ArrayDeque<>();
        visits.push(new Visit(schema, false));
        while (!visits.isEmpty()) {
            var visit = visits.pop();
            if (visit.isExpanded()) {
                parts.add(visit.schema());
            } else if (visit.schema().isObject() && seen.add(visit.schema().value())) {
                limits.addSteps(1);
                visits.push(new Visit(visit.schema(), true));
                extended(visit.schema())
                        .reversed()
                        .forEach(it -> visits.push(new Visit(it, false)));
            }
        }
        return parts;
    }

    private List<DocumentNode> extended(DocumentNode schema) {
        var extended = new ArrayList<DocumentNode>();
        if (schema.reference().isPresent()) {
            target(schema).ifPresent(extended::add);
        }
        schema.get("allOf")
                .ifPresent(all -> {
                    boolean isList = all.value() instanceof JsonArray;
                    extended.addAll(isList ? all.elements() : List.of(all));
                });
        return extended;
    }

    static JsonObject object(Map<String, JsonValue> members) {
        var builder = JSON.createObjectBuilder();
        members.forEach(builder::add);
        return builder.build();
    }

    /// A step of the walk through an `allOf`.
    ///
    /// @param isExpanded whether what it extends was visited
    private record Visit(DocumentNode schema, boolean isExpanded) {}
}
