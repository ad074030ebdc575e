package dev.connectorproxy.openapi.reader;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `enum`, `const`, `default` and `examples` of schemas, made to agree with the type; what cannot agree is left out.
final class SchemaValues {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final ProblemList problems;

    SchemaValues(ProblemList problems) {
        this.problems = problems;
    }

    /// Checks the values of a schema that is otherwise complete.
    void check(DocumentNode schema, Map<String, JsonValue> out) {
        var types = SchemaTypes.of(out);
        checkEnum(schema, types, out);
        check(schema, "const", types, out);
        check(schema, "default", types, out);
        checkDefault(schema, out);
        checkExamples(types, out);
        checkPattern(schema, out);
    }

    private void checkEnum(DocumentNode schema, Set<String> types, Map<String, JsonValue> out) {
        if (!(out.get("enum") instanceof JsonArray values)) {
            return;
        }
        var allowed = new LinkedHashSet<JsonValue>();
        for (var value : values) {
            var meant = SchemaTypes.coerce(value, types);
            if (!meant.equals(Optional.of(value))) {
                problems.add(
                        schema,
                        "enum: %s is not of type %s; %s"
                                .formatted(
                                        value,
                                        types,
                                        meant.map(it -> "read as " + it).orElse("left out")));
            }
            meant.ifPresent(allowed::add);
        }
        if (allowed.isEmpty()) {
            problems.add(schema, "enum without a possible value is left out");
            out.remove("enum");
        } else if (allowed.size() != values.size() || !allowed.containsAll(values)) {
            out.put("enum", array(allowed));
        }
    }

    private void check(
            DocumentNode schema, String keyword, Set<String> types, Map<String, JsonValue> out) {
        var value = out.get(keyword);
        if (value == null || SchemaTypes.isAllowed(value, types)) {
            return;
        }
        var meant = SchemaTypes.coerce(value, types);
        if (meant.isPresent()) {
            out.put(keyword, meant.get());
        } else {
            out.remove(keyword);
            problems.add(schema, keyword + " is not of type " + types + "; left out");
        }
    }

    private void checkDefault(DocumentNode schema, Map<String, JsonValue> out) {
        var value = out.get("default");
        if (value == null
                || !(out.get("enum") instanceof JsonArray values)
                || values.contains(value)) {
            return;
        }
        var meant = values.stream().filter(it -> isSameText(it, value)).findFirst();
        if (meant.isPresent()) {
            out.put("default", meant.get());
        } else {
            out.remove("default");
            problems.add(schema, "default is not in enum; left out");
        }
    }

    private static boolean isSameText(JsonValue value, JsonValue other) {
        return value instanceof JsonString one
                && other instanceof JsonString two
                && one.getString().strip().equalsIgnoreCase(two.getString().strip());
    }

    private static void checkExamples(Set<String> types, Map<String, JsonValue> out) {
        if (!(out.get("examples") instanceof JsonArray examples)) {
            return;
        }
        var good = new LinkedHashSet<JsonValue>();
        examples.forEach(it -> SchemaTypes.coerce(it, types).ifPresent(good::add));
        if (good.isEmpty()) {
            out.remove("examples");
        } else if (good.size() != examples.size() || !good.containsAll(examples)) {
            out.put("examples", array(good));
        }
    }

    /// A pattern that the description itself does not keep, such as `yyyy-MM-dd`, is none.
    private void checkPattern(DocumentNode schema, Map<String, JsonValue> out) {
        if (!(out.get("pattern") instanceof JsonString pattern)) {
            return;
        }
        var compiled = Pattern.compile(pattern.getString());
        for (var keyword : new String[] {"default", "examples", "enum"}) {
            if (!matches(compiled, out.get(keyword))) {
                problems.add(schema, "pattern refuses its own " + keyword + "; left out");
                out.remove("pattern");
                return;
            }
        }
    }

    private static boolean matches(Pattern pattern, JsonValue value) {
        return switch (value) {
            case JsonString text ->
                    text.getString().length() > 200
                            || SchemaPatterns.matches(pattern, text.getString());
            case JsonArray several ->
                    several.stream().limit(10).allMatch(it -> matches(pattern, it));
            case null, default -> true;
        };
    }

    private static JsonArray array(Collection<JsonValue> values) {
        var builder = JSON.createArrayBuilder();
        values.forEach(builder::add);
        return builder.build();
    }
}
