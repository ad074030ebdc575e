package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Validates what a caller sent against the parameters that a command declares, before any request is sent, and reads the
/// values that an engine marks with their type as texts. Messages name the parameter, the expected type and the received
/// type, never the value.
public final class ArgumentCheck {
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_TEXT_DEPTH = 100;
    private static final JsonText TRUE = constant("true");
    private static final JsonText FALSE = constant("false");
    private static final Map<String, JsonText> BOOLEANS =
            Map.of(
                    "true", TRUE, "True", TRUE, "TRUE", TRUE, "false", FALSE, "False", FALSE,
                    "FALSE", FALSE);

    private ArgumentCheck() {}

    private static JsonText constant(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.US_ASCII), 1).orElseThrow();
    }

    /// The arguments, without `null`s and, unless the command is strict, without undeclared ones.
    ///
    /// @throws ConnectorException `InvalidParameters`
    public static Arguments check(CommandSpec spec, Map<String, JsonText> sent) {
        var arguments = check(spec.parameters(), sent);
        if (spec.strict()) {
            refuseUnknown(spec, sent);
        }
        return arguments;
    }

    /// The arguments with these parameters, without `null`s.
    ///
    /// @throws ConnectorException `InvalidParameters`
    static Arguments check(List<Parameter> parameters, Map<String, JsonText> sent) {
        var accepted = new HashMap<String, JsonText>();
        for (var parameter : parameters) {
            var value =
                    Optional.ofNullable(sent.get(parameter.id()))
                            .filter(text -> text.type() != ValueType.NULL)
                            .map(JsonText::unwrapped);
            value.ifPresent(text -> accepted.put(parameter.id(), checked(parameter, text)));
            if (value.isEmpty()
                    && parameter.required()
                    && parameter.type() != ParameterType.TEXT_LIST) {
                throw invalid(
                        "required parameter '%s' (%s) is missing"
                                .formatted(parameter.id(), parameter.type().protocolName()));
            }
        }
        return new Arguments(accepted);
    }

    private static void refuseUnknown(CommandSpec spec, Map<String, JsonText> sent) {
        var known = spec.parameters().stream().map(Parameter::id).collect(Collectors.toSet());
        sent.forEach((id, value) -> {
            if (!known.contains(id) && value.type() != ValueType.NULL) {
                var name =
                        id.length() > MAX_NAME_LENGTH ? id.substring(0, MAX_NAME_LENGTH) + "…" : id;
                throw invalid("%s takes no parameter '%s'".formatted(spec.name(), name));
            }
        });
    }

    private static JsonText checked(Parameter parameter, JsonText sent) {
        var value = unquoted(parameter.type(), sent);
        if (!fits(parameter.type(), value)) {
            throw invalid(
                    "parameter '%s' must be %s, but is %s"
                            .formatted(
                                    parameter.id(), expected(parameter.type()), received(value)));
        }
        if (!parameter.allowed().isEmpty() && !allowed(parameter, value)) {
            throw invalid(
                    "parameter '%s' must be one of %s"
                            .formatted(parameter.id(), String.join(", ", parameter.allowed())));
        }
        return value;
    }

    /// The value that a text contains as JSON, where the text itself could not be meant: engines insert secrets as texts.
    private static JsonText unquoted(ParameterType type, JsonText value) {
        if (value.type() != ValueType.STRING) {
            return value;
        }
        return switch (type) {
            case INT, INTEGER -> unquoted(value, Set.of(ValueType.NUMBER));
            case NUMERIC -> stripped(value);
            case BOOL -> unquotedBoolean(value);
            case STRUCTURED -> unquoted(value, Set.of(ValueType.OBJECT, ValueType.ARRAY));
            case TEXT_LIST -> unquoted(value, Set.of(ValueType.ARRAY));
            default -> value;
        };
    }

    /// A secret that was read from a file may end with a line break.
    private static JsonText stripped(JsonText value) {
        var text = ((JsonString) value.value()).getString();
        return text.equals(text.strip()) ? value : JsonText.ofString(text.strip());
    }

    /// `True` and `False` are how Python writes them.
    private static JsonText unquotedBoolean(JsonText value) {
        var text = ((JsonString) value.value()).getString().strip();
        return BOOLEANS.containsKey(text) ? BOOLEANS.get(text) : value;
    }

    private static JsonText unquoted(JsonText value, Set<ValueType> wanted) {
        var text = ((JsonString) value.value()).getString();
        return JsonText.of(text.getBytes(StandardCharsets.UTF_8), MAX_TEXT_DEPTH)
                .filter(json -> wanted.contains(json.type()))
                .orElse(value);
    }

    private static boolean fits(ParameterType type, JsonText value) {
        return switch (type) {
            case STR -> value.type() == ValueType.STRING;
            case TEXTUAL -> value.type() == ValueType.STRING || value.type() == ValueType.NUMBER;
            case TEXT_LIST ->
                    value.type() == ValueType.STRING
                            || value.value() instanceof JsonArray list
                                    && list.stream().allMatch(JsonString.class::isInstance);
            case INT -> value.type() == ValueType.NUMBER && isInt((JsonNumber) value.value());
            case INTEGER ->
                    value.type() == ValueType.NUMBER && ((JsonNumber) value.value()).isIntegral();
            case NUMERIC ->
                    value.type() == ValueType.STRING
                            ? ((JsonString) value.value()).getString().matches("[0-9]{1,9}")
                            : fits(ParameterType.INT, value);
            case BOOL -> value.type() == ValueType.TRUE || value.type() == ValueType.FALSE;
            case STRUCTURED, TRUTHY, LENIENT_INT, ANY -> true;
        };
    }

    private static boolean isInt(JsonNumber number) {
        try {
            number.intValueExact();
            return true;
        } catch (ArithmeticException _) {
            return false;
        }
    }

    /// An empty text stands for an absent value, as in connector-http.
    private static boolean allowed(Parameter parameter, JsonText value) {
        var text = ((JsonString) value.value()).getString();
        return text.isEmpty() || parameter.allowed().stream().anyMatch(text::equalsIgnoreCase);
    }

    private static String expected(ParameterType type) {
        return switch (type) {
            case STR -> "a string (str)";
            case TEXTUAL -> "a string (str), or a number";
            case TEXT_LIST -> "a string (str), or a list of strings";
            case INT -> "a whole number of at most 32 bits (int)";
            case INTEGER -> "a whole number (int)";
            case NUMERIC -> "a whole number of at most 32 bits (int), or a string of digits";
            case BOOL -> "true or false (bool)";
            case STRUCTURED, TRUTHY, LENIENT_INT, ANY -> "any JSON value";
        };
    }

    private static String received(JsonText value) {
        return switch (value.type()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case TRUE, FALSE -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL -> "null";
        };
    }

    private static ConnectorException invalid(String message) {
        return new ConnectorException(ErrorCode.INVALID_PARAMETERS, message);
    }
}
