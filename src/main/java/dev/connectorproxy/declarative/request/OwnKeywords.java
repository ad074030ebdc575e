package dev.connectorproxy.declarative.request;

import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.Evaluator.Result;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SchemaParsingContext;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Keywords that the library evaluates otherwise than needed here: numbers are equal if their values are (`1.0` and `1.00`), comparing
/// the elements of a list with each other takes linear time, and searches for patterns are bounded. Immutable.
final class OwnKeywords implements EvaluatorFactory {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LISTED = 10;
    private static final Object NULL = new Object();

    @Override
    public Optional<Evaluator> create(SchemaParsingContext context, String keyword, JsonNode node) {
        return switch (keyword) {
            case "enum" -> node.isString() ? Optional.of(oneOf(node.asString())) : Optional.empty();
            case "const" ->
                    node.isString() ? Optional.of(equalTo(node.asString())) : Optional.empty();
            case "pattern" ->
                    node.isString()
                            ? EcmaPattern.compile(node.asString())
                                    .map(java -> matching(java, node.asString()))
                            : Optional.empty();
            case "uniqueItems" ->
                    node.isBoolean() && node.asBoolean()
                            ? Optional.of((_, value) -> unique(value))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    /// @param json the list of values
    private static Evaluator oneOf(String json) {
        var values = parse(json) instanceof JsonArray list ? list : JsonValue.EMPTY_JSON_ARRAY;
        var allowed = values.stream().map(OwnKeywords::comparable).collect(Collectors.toSet());
        var listed =
                values.stream()
                        .limit(MAX_LISTED)
                        .map(JsonValue::toString)
                        .collect(Collectors.joining(", "));
        var expected =
                "must be one of " + listed + (values.size() > MAX_LISTED ? " and others" : "");
        return (_, value) ->
                allowed.contains(comparable(value)) ? Result.success() : Result.failure(expected);
    }

    private static Evaluator equalTo(String json) {
        var only = comparable(parse(json));
        return (_, value) ->
                only.equals(comparable(value))
                        ? Result.success()
                        : Result.failure("must be " + json);
    }

    private static Evaluator matching(Pattern pattern, String ecma) {
        return (_, value) ->
                !value.isString() || isFound(pattern, value)
                        ? Result.success()
                        : Result.failure("must match the pattern " + ecma);
    }

    private static boolean isFound(Pattern pattern, JsonNode text) {
        if (text instanceof ValueNode value) {
            return EcmaPattern.finds(pattern, value.asString(), value.steps());
        }
        var name = text.asString(); // of a property, for which the library has a node of its own
        try {
            return EcmaPattern.finds(pattern, name, StepLimit.ofName(name));
        } catch (StepLimit.ExceededException _) {
            return true;
        }
    }

    private static Result unique(JsonNode value) {
        Set<Object> seen = new HashSet<>();
        return !value.isArray()
                        || value.asArray().stream().allMatch(item -> seen.add(comparable(item)))
                ? Result.success()
                : Result.failure("must not have the same element twice");
    }

    private static JsonValue parse(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    private static Object comparable(JsonValue value) {
        return comparable(ValueNode.root(value, new StepLimit(Long.MAX_VALUE)));
    }

    /// An object whose equality is that of JSON Schema.
    private static Object comparable(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> node.asBoolean();
            case STRING -> node.asString();
            case INTEGER, NUMBER -> comparable(node.asNumber());
            case ARRAY -> {
                List<Object> elements = new ArrayList<>();
                node.asArray().forEach(element -> elements.add(comparable(element)));
                yield elements;
            }
            case OBJECT -> {
                var members = new LinkedHashMap<String, Object>();
                node.asObject().forEach((key, member) -> members.put(key, comparable(member)));
                yield members;
            }
        };
    }

    private static Object comparable(BigDecimal number) {
        return number.stripTrailingZeros();
    }
}
