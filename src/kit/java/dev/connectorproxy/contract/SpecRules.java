package dev.connectorproxy.contract;

import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules of a [CommandSpec].
final class SpecRules {
    private static final String CODE = "[A-Za-z][A-Za-z0-9_.]*(<status>)?";

    /// The errors that the proxy adds to every command.
    private static final Set<String> EVERYWHERE =
            Set.of(
                    ErrorCode.INVALID_PARAMETERS.code(),
                    ErrorCode.READ_TIMEOUT.code(),
                    ErrorCode.PROXY_OVERLOADED.code(),
                    ErrorCode.INTERNAL_ERROR.code());

    private SpecRules() {}

    /// The violations as sentences; empty if there are none.
    static List<String> violations(CommandSpec spec) {
        var wrong = new ArrayList<String>();
        if (spec.description().isBlank()) {
            wrong.add("it has no description");
        }
        var ids = new HashSet<String>();
        for (var parameter : spec.parameters()) {
            if (!ids.add(parameter.id())) {
                wrong.add("there are two parameters " + parameter.id());
            }
            violations(parameter)
                    .forEach(text -> wrong.add("parameter %s %s".formatted(parameter.id(), text)));
        }
        var codes = new HashSet<String>();
        for (var code : spec.errors()) {
            if (!code.matches(CODE)) {
                wrong.add("the error '%s' is not a name that a diagram can catch".formatted(code));
            }
            if (!codes.add(code)) {
                wrong.add("the error %s is listed twice".formatted(code));
            }
        }
        return wrong;
    }

    /// Whether a code is among those that the spec lists, or that every command may end with.
    static boolean lists(CommandSpec spec, String code) {
        return EVERYWHERE.contains(code)
                || spec.errors().stream()
                        .anyMatch(text ->
                                text.endsWith("<status>")
                                        ? code.matches(text.replace("<status>", "[1-5]\\d\\d"))
                                        : text.equals(code));
    }

    private static List<String> violations(Parameter parameter) {
        var wrong = new ArrayList<String>();
        if (parameter.description().isBlank()) {
            wrong.add("has no description");
        }
        if (parameter.required() && parameter.defaultValue().isPresent()) {
            wrong.add("is required and has a default");
        }
        if (parameter.defaultValue().filter(it -> !fits(parameter, it)).isPresent()) {
            wrong.add("has a default that is no " + parameter.type().protocolName());
        }
        return wrong;
    }

    private static boolean fits(Parameter parameter, JsonValue value) {
        return switch (parameter.type()) {
            case STR, TEXTUAL, TEXT_LIST ->
                    value instanceof JsonString text
                            && (parameter.allowed().isEmpty()
                                    || parameter.allowed().stream()
                                            .anyMatch(text.getString()::equalsIgnoreCase));
            case INT, INTEGER, NUMERIC, LENIENT_INT ->
                    value instanceof JsonNumber number && number.isIntegral();
            case BOOL, TRUTHY ->
                    value.getValueType() == ValueType.TRUE
                            || value.getValueType() == ValueType.FALSE;
            case ANY, STRUCTURED -> true;
        };
    }
}
