package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The keywords of one schema, without those of its `allOf` and of what it refers to. Not thread-safe.
final class SchemaMembers {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final SchemaConverter schemas;
    private final ReferenceResolver references;
    private final ProblemList problems;
    private final SchemaKeywords keywords;
    private final Map<JsonValue, Map<String, JsonValue>> known = new IdentityHashMap<>();
    private final Set<JsonValue> reading =
            Collections.newSetFromMap(new IdentityHashMap<>()); // not complete

    SchemaMembers(SchemaConverter schemas, ReferenceResolver references, ProblemList problems) {
        this.schemas = schemas;
        this.references = references;
        this.problems = problems;
        this.keywords = new SchemaKeywords(problems);
    }

    /// A map of its own for each caller.
    Map<String, JsonValue> read(DocumentNode schema) {
        var out = known.get(schema.value());
        if (out == null) {
            out = new LinkedHashMap<>();
            reading.add(schema.value());
            for (var keyword : schema.members()) {
                read(keyword, out);
            }
            reading.remove(schema.value());
            SchemaKeywords.finishBounds(out);
            known.put(schema.value(), out);
        }
        return new LinkedHashMap<>(out);
    }

    /// Whether it contains the schema that is converted.
    boolean isReading(DocumentNode schema) {
        return reading.contains(schema.value());
    }

    /// Only the annotations.
    Map<String, JsonValue> annotations(DocumentNode schema) {
        Map<String, JsonValue> out = new LinkedHashMap<>();
        schema.members().stream()
                .filter(it -> SchemaKeywords.ANNOTATIONS.contains(it.key()))
                .forEach(it -> keywords.read(it, out));
        return out;
    }

    private void read(DocumentNode keyword, Map<String, JsonValue> out) {
        switch (keyword.key()) {
            case "properties" -> properties(keyword, out);
            case "patternProperties" -> patternProperties(keyword, out);
            case "dependentSchemas" -> out.put(keyword.key(), convertAll(keyword.members()));
            case "items" -> items(keyword, out);
            case "additionalProperties" -> additionalProperties(keyword, out);
            case "not",
                    "if",
                    "then",
                    "else",
                    "contains",
                    "propertyNames",
                    "unevaluatedItems",
                    "unevaluatedProperties" ->
                    out.put(keyword.key(), schemas.convert(keyword));
            case "oneOf", "anyOf", "prefixItems" -> list(keyword, out);
            default -> keywords.read(keyword, out);
        }
    }

    private void properties(DocumentNode keyword, Map<String, JsonValue> out) {
        var members = propertiesOf(keyword);
        if (members.isEmpty() && keyword.reference().isPresent()) {
            return;
        }
        var required = new LinkedHashSet<JsonValue>();
        var properties = JSON.createObjectBuilder();
        for (var property : members) {
            if (isMisplacedRequired(property, required)) {
                continue;
            }
            if (isSchema(property)) {
                properties.add(property.key(), schemas.convert(property));
                addRequired(property, required);
            } else {
                problems.add(property, "is not the schema of a property; left out");
            }
        }
        out.put("properties", properties.build());
        addTo(required, out);
    }

    /// Those of a `$ref`, which some descriptions have in the place of the properties, and those beside it.
    private List<DocumentNode> propertiesOf(DocumentNode keyword) {
        if (keyword.reference().isEmpty()) {
            return keyword.members();
        }
        var all = new LinkedHashMap<String, DocumentNode>();
        references
                .resolve(keyword)
                .ifPresent(holder ->
                        holder.members().forEach(property -> all.put(property.key(), property)));
        keyword.members().stream()
                .filter(property -> !property.key().equals(DocumentNode.REFERENCE))
                .forEach(property -> all.put(property.key(), property));
        return List.copyOf(all.values());
    }

    /// `required` one level too deep.
    private boolean isMisplacedRequired(DocumentNode property, Set<JsonValue> required) {
        boolean isMisplaced =
                property.key().equals("required") && property.value() instanceof JsonArray;
        if (isMisplaced) {
            problems.add(property, "is read as the required properties");
            property.elements()
                    .forEach(it ->
                            it.text().ifPresent(name -> required.add(JSON.createValue(name))));
        }
        return isMisplaced;
    }

    private void addRequired(DocumentNode property, Set<JsonValue> required) {
        if (property.isTrue("required")) {
            required.add(JSON.createValue(property.key()));
        }
    }

    private static void addTo(Set<JsonValue> required, Map<String, JsonValue> out) {
        if (out.get("required") instanceof JsonArray before) {
            required.addAll(before);
        }
        if (!required.isEmpty()) {
            out.put("required", JSON.createArrayBuilder(required).build());
        }
    }

    private void patternProperties(DocumentNode keyword, Map<String, JsonValue> out) {
        var usable =
                keyword.members().stream()
                        .filter(it -> SchemaPatterns.usable(it.key()).isPresent())
                        .toList();
        out.put(keyword.key(), convertAll(usable));
    }

    /// A list of schemas is for tuples, in versions before 2020-12.
    private void items(DocumentNode keyword, Map<String, JsonValue> out) {
        if (!(keyword.value() instanceof JsonArray)) {
            out.put("items", schemas.convert(keyword));
            return;
        }
        var elements = keyword.elements();
        problems.add(keyword, "is a list; the first schema is taken for all items");
        if (!elements.isEmpty()) {
            out.put("items", schemas.convert(elements.getFirst()));
        }
    }

    private void additionalProperties(DocumentNode keyword, Map<String, JsonValue> out) {
        if (keyword.text().filter("false"::equalsIgnoreCase).isPresent()) {
            out.put(keyword.key(), JsonValue.FALSE);
        } else if (keyword.isObject()) {
            out.put(keyword.key(), schemas.convert(keyword));
        }
    }

    private void list(DocumentNode keyword, Map<String, JsonValue> out) {
        var elements = keyword.isObject() ? List.of(keyword) : keyword.elements();
        var list = JSON.createArrayBuilder();
        elements.stream().filter(SchemaMembers::isSchema).map(schemas::convert).forEach(list::add);
        var built = list.build();
        if (built.isEmpty()) {
            problems.add(keyword, "is not a list of schemas; left out");
        } else {
            out.put(keyword.key(), built);
        }
    }

    private JsonObject convertAll(List<DocumentNode> nodes) {
        var all = JSON.createObjectBuilder();
        nodes.stream()
                .filter(SchemaMembers::isSchema)
                .forEach(it -> all.add(it.key(), schemas.convert(it)));
        return all.build();
    }

    private static boolean isSchema(DocumentNode node) {
        return node.isObject() || node.value() == JsonValue.TRUE || node.value() == JsonValue.FALSE;
    }
}
