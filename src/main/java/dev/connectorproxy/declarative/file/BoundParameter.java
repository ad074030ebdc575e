package dev.connectorproxy.declarative.file;

import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// A parameter of a command, and where its value goes.
///
/// @param schema which the value is validated against
/// @param defaultValue sent if there is no value; a default that only the target knows is not here
/// @param prefix written before the value; mostly empty
/// @param sendAs JSONata over the arguments for what is sent instead of the value
public record BoundParameter(
        Parameter parameter,
        ParameterPlace place,
        JsonObject schema,
        Optional<JsonValue> defaultValue,
        String prefix,
        Optional<SourceText> sendAs) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> NUMBERS = Set.of("integer", "number");
    private static final int MAX_DIGITS = 100;

    /// The value as the schema wants it: a text that is a number is one if only numbers are allowed, and one of the allowed
    /// texts is written as the schema writes it.
    public JsonValue normalized(JsonValue value) {
        if (value instanceof JsonNumber number && parameter.type() == ParameterType.TEXTUAL) {
            return JSON.createValue(number.toString());
        }
        if (!(value instanceof JsonString string)) {
            return value;
        }
        var text = string.getString();
        if (!parameter.allowed().isEmpty()) {
            return parameter.allowed().stream()
                    .filter(text::equalsIgnoreCase)
                    .findFirst()
                    .<JsonValue>map(JSON::createValue)
                    .orElse(value);
        }
        var types = SchemaType.types(schema);
        return !types.isEmpty() && NUMBERS.containsAll(types) ? number(text).orElse(value) : value;
    }

    private static Optional<JsonValue> number(String text) {
        return text.length() <= MAX_DIGITS
                        && text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
                ? Optional.of(JSON.createValue(new BigDecimal(text)))
                : Optional.empty();
    }

    /// The value with its prefix, which makes it a text.
    public JsonValue prefixed(JsonValue value) {
        if (prefix.isEmpty()) {
            return value;
        }
        var text = value instanceof JsonString string ? string.getString() : value.toString();
        return JSON.createValue(prefix + text);
    }

    /// Whether an empty text stands for no value, as in a form that was not filled in.
    public boolean isEmptyMissing() {
        return !parameter.allowed().isEmpty();
    }
}
