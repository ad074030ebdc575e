package dev.connectorproxy.declarative.request;

import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Style;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.stream.Collectors;

/// A parameter in the path, in the styles simple, label and matrix (RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7). A value cannot change
/// the path: slashes are escaped, empty values and the segments `.` and `..` refused, of which several values in one segment cannot
/// consist either then. Immutable.
record PathVariable(OperationParameter parameter) implements UrlTemplate.Variable {

    @Override
    public void write(StringBuilder out, RequestValues values) {
        // a path needs each of its parameters, whatever the description says
        var value =
                values.of(parameter)
                        .orElseThrow(() -> Refusals.parameter(parameter.name(), "is required"));
        var text = text(StyledValue.of(parameter.name(), serialized(value), this::escape));
        if (isDots(text) || isDots(ScalarText.of(value))) {
            throw Refusals.parameter(
                    parameter.name(), "must not be '.' or '..', which would change the path");
        }
        out.append(text);
    }

    private JsonValue serialized(JsonValue value) {
        return ContentText.of(parameter, value).<JsonValue>map(Json::createValue).orElse(value);
    }

    private String text(StyledValue value) {
        if (value.isEmpty() || value instanceof StyledValue.Text(var text) && text.isEmpty()) {
            throw Refusals.parameter(parameter.name(), "must not be empty: it is in the path");
        }
        return switch (parameter.style()) {
            case LABEL -> "." + joined(value, parameter.explode() ? "." : ",");
            case MATRIX -> matrix(value);
            default -> joined(value, ",");
        };
    }

    private String joined(StyledValue value, String separator) {
        return switch (value) {
            case StyledValue.Text(var text) -> text;
            case StyledValue.Elements(var texts) -> String.join(separator, texts);
            case StyledValue.Members(var texts) ->
                    pairs(texts, parameter.explode() ? "=" : ",", separator);
        };
    }

    private String matrix(StyledValue value) {
        var start = ";" + Escaping.PATH.apply(parameter.name()) + "=";
        return switch (value) {
            case StyledValue.Elements(var texts) when parameter.explode() ->
                    texts.stream().map(text -> start + text).collect(Collectors.joining());
            case StyledValue.Members(var texts) when parameter.explode() ->
                    ";" + pairs(texts, "=", ";");
            default -> start + joined(value, ",");
        };
    }

    private static String pairs(Map<String, String> texts, String between, String separator) {
        return texts.entrySet().stream()
                .map(member -> member.getKey() + between + member.getValue())
                .collect(Collectors.joining(separator));
    }

    private String escape(String text) {
        var escaping =
                parameter.allowReserved() && parameter.style() == Style.SIMPLE
                        ? Escaping.PATH_RESERVED
                        : Escaping.PATH;
        var escaped = escaping.apply(text);
        return parameter.doubleEncoded() ? escaped.replace("%", "%25") : escaped;
    }

    private static boolean isDots(String text) {
        return text.equals(".") || text.equals("..");
    }
}
