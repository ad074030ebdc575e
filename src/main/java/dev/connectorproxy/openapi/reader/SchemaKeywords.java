package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Map<String, String> TYPE_NAMES =
            Map.ofEntries(
                    Map.entry("string", "string"),
                    Map.entry("str", "string"),
                    Map.entry("text", "string"),
                    Map.entry("date", "string"),
                    Map.entry("datetime", "string"),
                    Map.entry("date-time", "string"),
                    Map.entry("uuid", "string"),
                    Map.entry("file", "string"),
                    Map.entry("number", "number"),
                    Map.entry("float", "number"),
                    Map.entry("double", "number"),
                    Map.entry("decimal", "number"),
                    Map.entry("integer", "integer"),
                    Map.entry("int", "integer"),
                    Map.entry("long", "integer"),
                    Map.entry("boolean", "boolean"),
                    Map.entry("bool", "boolean"),
                    Map.entry("array", "array"),
                    Map.entry("list", "array"),
                    Map.entry("object", "object"),
                    Map.entry("null", "null"));

    private final Located schema;
    private final Documents documents;
    private final List<String> types;

    SchemaKeywords(Located schema, Documents documents) {
        this.schema = schema;
        this.documents = documents;
        this.types = types();
    }

    /// Adds the keywords to a schema.
    void addTo(JsonObjectBuilder json) {
        addTypes(json);
        schema.members().forEach(member -> add(member.name(), member.located(), json));
        addExamples(json);
    }

    private void add(String name, Located value, JsonObjectBuilder json) {
        if (ANNOTATIONS.contains(name)) {
            json.add(name, value.value());
        } else if (NUMBERS.contains(name)) {
            addBound(name, value, json);
        } else if (COUNTS.contains(name)) {
            number(value)
                    .filter(number -> number.signum() >= 0)
                    .ifPresent(number -> json.add(name, number.toBigInteger()));
        } else {
            addOther(name, value, json);
        }
    }

    private void addOther(String name, Located value, JsonObjectBuilder json) {
        switch (name) {
            case "exclusiveMaximum", "exclusiveMinimum" ->
                    number(value).ifPresent(number -> json.add(name, number));
            case "uniqueItems" -> {
                if (schema.flag(name)) {
                    json.add(name, true);
                }
            }
            case "required" -> addRequired(value, json);
            case "enum" -> addEnum(value, json);
            case "default" ->
                    fitting(value.value())
                            .ifPresentOrElse(
                                    json_ -> json.add(name, json_),
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
        number(value)
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
            fitting(element.value()).ifPresent(allowed::add);
        }
        if (allowed.isEmpty()) {
            documents.problem(value, "the enum has no value of its type");
            return;
        }
        if (isNullable()) {
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

    private void addTypes(JsonObjectBuilder json) {
        if (schema.text("type").filter("file"::equals).isPresent()) {
            json.add("format", "binary");
        }
        var names = new LinkedHashSet<>(types);
        if (!names.isEmpty() && isNullable()) {
            names.add("null");
        }
        if (names.size() == 1) {
            json.add("type", names.getFirst());
        } else if (!names.isEmpty()) {
            json.add("type", JSON.createArrayBuilder(names));
        }
    }

    private List<String> types() {
        var declared = new ArrayList<>(schema.texts("type"));
        schema.text("type").ifPresent(declared::add);
        var names = new LinkedHashSet<String>();
        for (var type : declared) {
            var name = TYPE_NAMES.get(type.toLowerCase(java.util.Locale.ROOT));
            if (name == null) {
                documents.problem(schema, "the type '" + type + "' is unknown");
            } else {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    boolean isNullable() {
        return schema.flag("nullable") || schema.flag("x-nullable");
    }

    /// The value as one of the schema's types, if it can be meant as one.
    private Optional<JsonValue> fitting(JsonValue value) {
        if (types.isEmpty() || types.stream().anyMatch(type -> fits(type, value))) {
            return Optional.of(value);
        }
        if (value == JsonValue.NULL) {
            return isNullable() ? Optional.of(value) : Optional.empty();
        }
        return types.stream().flatMap(type -> converted(type, value).stream()).findFirst();
    }

    private static boolean fits(String type, JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> type.equals("string");
            case NUMBER ->
                    type.equals("number") || type.equals("integer") && isWhole((JsonNumber) value);
            case TRUE, FALSE -> type.equals("boolean");
            case ARRAY -> type.equals("array");
            case OBJECT -> type.equals("object");
            case NULL -> type.equals("null");
        };
    }

    private static boolean isWhole(JsonNumber number) {
        return number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static Optional<JsonValue> converted(String type, JsonValue value) {
        return switch (type) {
            case "string" ->
                    value instanceof JsonNumber
                                    || value == JsonValue.TRUE
                                    || value == JsonValue.FALSE
                            ? Optional.of(JSON.createValue(value.toString()))
                            : Optional.empty();
            case "boolean" ->
                    value instanceof JsonString text && text.getString().matches("(?i)true|false")
                            ? Optional.of(
                                    Boolean.parseBoolean(text.getString())
                                            ? JsonValue.TRUE
                                            : JsonValue.FALSE)
                            : Optional.empty();
            case "integer", "number" ->
                    value instanceof JsonString text
                            ? number(text.getString())
                                    .<JsonValue>map(JSON::createValue)
                                    .filter(number -> fits(type, number))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<BigDecimal> number(Located value) {
        return value.value() instanceof JsonNumber number
                ? Optional.of(number.bigDecimalValue())
                : value.value() instanceof JsonString text
                        ? number(text.getString())
                        : Optional.empty();
    }

    private static Optional<BigDecimal> number(String text) {
        return text.strip().matches("-?[0-9]{1,300}(\\.[0-9]{1,300})?")
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
