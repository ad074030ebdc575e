package dev.connectorproxy.docs;

import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails.Visibility;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parameters of a command as a table.
final class ParameterTable {
    private ParameterTable() {}

    static String of(CommandSpec spec) {
        if (spec.parameters().isEmpty()) {
            return "It has no parameters.\n\n";
        }
        var schemas =
                spec.details()
                        .inputSchema()
                        .map(schema -> schema.getJsonObject("properties"))
                        .orElse(JsonValue.EMPTY_JSON_OBJECT);
        return spec.parameters().stream()
                .map(parameter -> row(parameter, schema(schemas, parameter)))
                .collect(
                        Collectors.joining(
                                "",
                                "| Parameter | Type | Required | Default | Allowed values | Description |\n|---|---|---|---|---|---|\n",
                                "\n"));
    }

    private static JsonObject schema(JsonObject schemas, Parameter parameter) {
        return schemas.get(parameter.id()) instanceof JsonObject schema
                ? schema
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static String row(Parameter parameter, JsonObject schema) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        parameter.id(),
                        type(parameter, schema),
                        parameter.required() ? "yes" : "",
                        parameter.defaultValue().map(ParameterTable::value).orElse(""),
                        allowed(parameter, schema),
                        description(parameter));
    }

    private static String type(Parameter parameter, JsonObject schema) {
        var type = "`" + parameter.type().protocolName() + "`";
        return switch (schema.get("type")) {
            case JsonString known when known.getString().equals("array") -> type + ", a list";
            case JsonString known when known.getString().equals("object") -> type + ", an object";
            case null, default -> type;
        };
    }

    private static String allowed(Parameter parameter, JsonObject schema) {
        if (!parameter.allowed().isEmpty()) {
            return parameter.allowed().stream()
                    .map(MarkdownCell::code)
                    .collect(Collectors.joining(", "));
        }
        return Stream.of(
                        range(schema, "minimum", "maximum", ""),
                        range(schema, "minLength", "maxLength", " characters"),
                        range(schema, "minItems", "maxItems", " elements"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> range(
            JsonObject schema, String minimum, String maximum, String unit) {
        var from = schema.get(minimum);
        var to = schema.get(maximum);
        if (from == null && to == null) {
            return Optional.empty();
        }
        var text =
                from == null ? "up to " + to : to == null ? from + " or more" : from + " to " + to;
        return Optional.of(text + unit);
    }

    private static String description(Parameter parameter) {
        var details = parameter.details();
        var texts = new ArrayList<String>();
        if (details.visibility() == Visibility.ADVANCED) {
            texts.add("*Advanced.*");
        }
        if (!parameter.description().isEmpty()) {
            texts.add(MarkdownCell.text(parameter.description()));
        }
        details.example().ifPresent(example -> texts.add("Such as " + value(example) + "."));
        return String.join(" ", texts);
    }

    private static String value(JsonValue value) {
        return MarkdownCell.code(
                value instanceof JsonString text ? text.getString() : value.toString());
    }
}
