package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The keywords of a schema that hold no schemas: copied where JSON Schema 2020-12 knows them, mended where what was meant is
/// clear, and otherwise left out with a problem.
final class SchemaKeywords {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> NUMBERS = Set.of("multipleOf", "maximum", "minimum");
    private static final Set<String> COUNTS =
            Set.of(
                    "maxLength",
                    "minLength",
                    "maxItems",
                    "minItems",
                    "maxProperties",
                    "minProperties");
    private static final Set<String> ANNOTATIONS =
            Set.of(
                    "title",
                    "description",
                    "format",
                    "readOnly",
                    "writeOnly",
                    "deprecated",
                    "const",
                    "x-ms-summary",
                    "x-ms-visibility");
    private final Located schema;
    private final Documents documents;
    private final SchemaTypes types;

    SchemaKeywords(Located schema, Documents documents) {
        this.schema = schema;
        this.documents = documents;
        this.types = SchemaTypes.of(schema, documents);
    }

    /// Adds the keywords to a schema.
    void addTo(JsonObjectBuilder json) {
        types.addTo(json);
        schema.members().forEach(member -> add(member.name(), member.located(), json));
        addExamples(json);
    }

    private void add(String name, Located value, JsonObjectBuilder json) {
        if (ANNOTATIONS.contains(name)) {
            json.add(name, value.value());
        } else if (NUMBERS.contains(name)) {
            addBound(name, value, json);
        } else if (COUNTS.contains(name)) {
            SchemaTypes.number(value.value())
                    .filter(number -> number.signum() >= 0)
                    .ifPresent(number -> json.add(name, number.toBigInteger()));
        } else {
            addOther(name, value, json);
        }
    }

    private void addOther(String name, Located value, JsonObjectBuilder json) {
        switch (name) {
            case "exclusiveMaximum", "exclusiveMinimum" ->
                    SchemaTypes.number(value.value()).ifPresent(number -> json.add(name, number));
            case "uniqueItems" -> {
                if (schema.flag(name)) {
                    json.add(name, true);
                }
            }
            case "required" -> addRequired(value, json);
            case "enum" -> addEnum(value, json);
            case "default" ->
                    types.fitting(value.value())
                            .ifPresentOrElse(
                                    fitting -> json.add(name, fitting),
                                    () -> documents.problem(value, "the default has another type"));
            case "pattern" -> addPattern(value, json);
            default -> {
                // holds schemas, or means nothing here
            }
        }
    }

    /// Before 3.1 `exclusiveMaximum: true` makes `maximum` exclusive.
    private void addBound(String name, Located value, JsonObjectBuilder json) {
        var exclusive = "exclusive" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        var key =
                schema.get(exclusive).filter(it -> it.value() == JsonValue.TRUE).isPresent()
                        ? exclusive
                        : name;
        SchemaTypes.number(value.value())
                .filter(number -> !name.equals("multipleOf") || number.signum() > 0)
                .ifPresent(number -> json.add(key, number));
    }

    private void addRequired(Located value, JsonObjectBuilder json) {
        if (value.value() instanceof JsonArray) {
            var names = new LinkedHashSet<String>();
            value.elements().forEach(name -> name.asText().ifPresent(names::add));
            if (!names.isEmpty()) {
                json.add("required", JSON.createArrayBuilder(names));
            }
        }
    }

    private void addEnum(Located value, JsonObjectBuilder json) {
        var allowed = new LinkedHashSet<JsonValue>();
        for (var element : value.elements()) {
            types.fitting(element.value()).ifPresent(allowed::add);
        }
        if (allowed.isEmpty()) {
            documents.problem(value, "the enum has no value of its type");
            return;
        }
        if (types.isNullable()) {
            allowed.add(JsonValue.NULL);
        }
        json.add("enum", JSON.createArrayBuilder(allowed));
    }

    private void addPattern(Located value, JsonObjectBuilder json) {
        var pattern = value.asText().orElse("");
        try {
            Pattern.compile(pattern);
            json.add("pattern", pattern);
        } catch (PatternSyntaxException | StackOverflowError _) {
            documents.problem(value, "the pattern is no regular expression");
        }
    }

    private void addExamples(JsonObjectBuilder json) {
        var example =
                schema.get("example").or(() -> schema.elements("examples").stream().findFirst());
        example.ifPresent(one -> json.add("examples", JSON.createArrayBuilder().add(one.value())));
    }
}
