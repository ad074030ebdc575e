package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keywords of schemas that have no schemas in them. What a keyword must not be is repaired or left out, with a problem; keywords that
/// are not of JSON Schema 2020-12 are left out.
final class SchemaKeywords {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Those that describe a value and do not restrict it.
    static final Set<String> ANNOTATIONS =
            Set.of(
                    "title",
                    "description",
                    "default",
                    "example",
                    "x-example",
                    "examples",
                    "deprecated",
                    "readOnly",
                    "writeOnly",
                    "x-ms-summary",
                    "x-ms-visibility");

    private final ProblemList problems;
    private final SchemaTypes types;

    SchemaKeywords(ProblemList problems) {
        this.problems = problems;
        this.types = new SchemaTypes(problems);
    }

    /// Adds one keyword to a schema.
    void read(DocumentNode keyword, Map<String, JsonValue> out) {
        switch (keyword.key()) {
            case "type" -> types.read(keyword, out);
            case "title" -> title(keyword, out);
            case "description",
                    "format",
                    "contentEncoding",
                    "contentMediaType",
                    "x-ms-visibility" ->
                    text(keyword, out);
            case "x-ms-summary" -> label(keyword, out);
            case "deprecated", "readOnly", "writeOnly", "uniqueItems" -> flag(keyword, out);
            case "minimum", "maximum", "multipleOf" -> number(keyword, out);
            case "exclusiveMinimum" -> exclusive(keyword, out);
            case "exclusiveMaximum" -> exclusive(keyword, out);
            case "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "maxProperties",
                    "minContains",
                    "maxContains" ->
                    count(keyword, out);
            case "pattern" -> pattern(keyword, out);
            case "enum" -> enumeration(keyword, out);
            case "required" -> required(keyword, out);
            case "const", "default" -> out.put(keyword.key(), keyword.value());
            case "example", "x-example", "examples" -> example(keyword, out);
            case "dependentRequired" -> put(keyword, keyword.isObject(), out);
            default -> {}
        }
    }

    private static void text(DocumentNode keyword, Map<String, JsonValue> out) {
        keyword.text().ifPresent(it -> out.put(keyword.key(), JSON.createValue(it)));
    }

    private static void title(DocumentNode keyword, Map<String, JsonValue> out) {
        if (!out.containsKey("x-ms-summary")) {
            text(keyword, out);
        }
    }

    /// `x-ms-summary` is the title that people see.
    private static void label(DocumentNode keyword, Map<String, JsonValue> out) {
        text(keyword, out);
        keyword.text().ifPresent(it -> out.put("title", JSON.createValue(it)));
    }

    private static void flag(DocumentNode keyword, Map<String, JsonValue> out) {
        if (keyword.text().filter("true"::equalsIgnoreCase).isPresent()) {
            out.put(keyword.key(), JsonValue.TRUE);
        }
    }

    private void number(DocumentNode keyword, Map<String, JsonValue> out) {
        var number = asNumber(keyword);
        boolean isPossible =
                !keyword.key().equals("multipleOf")
                        || number.filter(it -> it.bigDecimalValue().signum() > 0).isPresent();
        if (number.isPresent() && isPossible) {
            out.putIfAbsent(keyword.key(), number.get());
        } else {
            invalid(keyword);
        }
    }

    /// A number; in OpenAPI 3.0 and before a boolean, which makes the other bound exclusive.
    private static void exclusive(DocumentNode keyword, Map<String, JsonValue> out) {
        var number = asNumber(keyword);
        if (number.isPresent()) {
            out.put(keyword.key(), number.get());
        }
        if (keyword.text().filter("true"::equalsIgnoreCase).isPresent()) {
            out.put(
                    keyword.key(),
                    JsonValue.TRUE); // until the other keyword is known, see finishBounds
        }
    }

    /// Completes exclusive bounds; called when all keywords of a schema are read.
    static void finishBounds(Map<String, JsonValue> out) {
        finishBound("exclusiveMinimum", "minimum", out);
        finishBound("exclusiveMaximum", "maximum", out);
    }

    private static void finishBound(String exclusive, String bound, Map<String, JsonValue> out) {
        if (out.get(exclusive) == JsonValue.TRUE) {
            var value = out.remove(bound);
            if (value == null) {
                out.remove(exclusive);
            } else {
                out.put(exclusive, value);
            }
        }
    }

    private void count(DocumentNode keyword, Map<String, JsonValue> out) {
        var number =
                asNumber(keyword)
                        .filter(DocumentNumbers::isInteger)
                        .filter(it -> it.bigDecimalValue().signum() >= 0);
        if (number.isPresent()) {
            out.put(keyword.key(), number.get());
        } else {
            invalid(keyword);
        }
    }

    private void pattern(DocumentNode keyword, Map<String, JsonValue> out) {
        keyword.text()
                .flatMap(SchemaPatterns::usable)
                .ifPresentOrElse(
                        it -> out.put("pattern", JSON.createValue(it)), () -> invalid(keyword));
    }

    private void enumeration(DocumentNode keyword, Map<String, JsonValue> out) {
        put(keyword, keyword.value() instanceof JsonArray values && !values.isEmpty(), out);
    }

    private void required(DocumentNode keyword, Map<String, JsonValue> out) {
        var names = new LinkedHashSet<String>();
        keyword.elements().forEach(it -> it.text().ifPresent(names::add));
        if (!names.isEmpty()) {
            out.put("required", JSON.createArrayBuilder(names).build());
        }
        if (!(keyword.value() instanceof JsonArray)) {
            problems.add(keyword, "is not a list of the names of properties");
        }
    }

    private static void example(DocumentNode keyword, Map<String, JsonValue> out) {
        var examples = JSON.createArrayBuilder();
        var value = keyword.value();
        if (!keyword.key().equals("examples")) {
            examples.add(value);
        } else if (value instanceof JsonArray several) {
            several.forEach(examples::add);
        } else if (value instanceof JsonObject named) {
            named.values().forEach(examples::add);
        } else {
            examples.add(value);
        }
        var built = examples.build();
        boolean isSaid = built.stream().anyMatch(it -> it != JsonValue.NULL);
        if (isSaid) {
            out.putIfAbsent("examples", built);
        }
    }

    private void put(DocumentNode keyword, boolean isValid, Map<String, JsonValue> out) {
        if (isValid) {
            out.put(keyword.key(), keyword.value());
        } else {
            invalid(keyword);
        }
    }

    private static Optional<JsonNumber> asNumber(DocumentNode keyword) {
        return keyword.value() instanceof JsonNumber number
                ? Optional.of(number)
                : keyword.text().flatMap(DocumentNumbers::parse);
    }

    private void invalid(DocumentNode keyword) {
        problems.add(keyword, "cannot be used: %s; left out".formatted(keyword.value()));
    }
}
