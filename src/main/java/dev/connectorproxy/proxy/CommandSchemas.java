package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.stream.Stream;

/// The arguments of a command as one object, in JSON Schema 2020-12: the schema of the command itself, or one that follows
/// from its parameters. It says what to send: a number or a list, although the proxy also accepts a text that contains one. The
/// `spiff__…` of an engine are no arguments.
final class CommandSchemas {
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private CommandSchemas() {}

    static JsonObject inputSchema(CommandSpec spec) {
        return spec.details()
                .inputSchema()
                .map(CommandSchemas::withErrors)
                .orElseGet(() -> ofParameters(spec));
    }

    /// The command's own schema, with the parameter `errors` that all commands have.
    private static JsonObject withErrors(JsonObject schema) {
        if (!(schema.get("properties") instanceof JsonObject properties)
                || properties.containsKey(ReturnedErrors.PARAMETER.id())) {
            return schema;
        }
        return JSON.createObjectBuilder(schema)
                .add(
                        "properties",
                        JSON.createObjectBuilder(properties)
                                .add(
                                        ReturnedErrors.PARAMETER.id(),
                                        ofParameter(ReturnedErrors.PARAMETER)))
                .build();
    }

    private static JsonObject ofParameters(CommandSpec spec) {
        var properties = JSON.createObjectBuilder();
        Stream.concat(spec.parameters().stream(), Stream.of(ReturnedErrors.PARAMETER))
                .forEach(parameter -> properties.add(parameter.id(), ofParameter(parameter)));
        var schema =
                JSON.createObjectBuilder()
                        .add("$schema", DIALECT)
                        .add("type", "object")
                        .add("properties", properties);
        var required =
                spec.parameters().stream()
                        .filter(CommandSchemas::isAlwaysRequired)
                        .map(Parameter::id)
                        .toList();
        if (!required.isEmpty()) {
            schema.add("required", JSON.createArrayBuilder(required));
        }
        return schema.add("additionalProperties", !spec.strict()).build();
    }

    /// A command checks a list of texts itself, so that it may be missing.
    private static boolean isAlwaysRequired(Parameter parameter) {
        return parameter.required() && parameter.type() != ParameterType.TEXT_LIST;
    }

    private static JsonObjectBuilder ofParameter(Parameter parameter) {
        var schema = ofType(parameter.type());
        ParameterJson.addText(schema, "title", parameter.details().label());
        ParameterJson.addText(schema, "description", parameter.description());
        parameter.defaultValue().ifPresent(value -> schema.add("default", value));
        if (!parameter.allowed().isEmpty()) {
            schema.add("enum", JSON.createArrayBuilder(parameter.allowed()));
        }
        ParameterJson.addText(schema, "format", parameter.details().format());
        if (parameter.details().secret()) {
            schema.add("writeOnly", true);
        }
        parameter
                .details()
                .example()
                .ifPresent(value -> schema.add("examples", JSON.createArrayBuilder().add(value)));
        return schema;
    }

    private static JsonObjectBuilder ofType(ParameterType type) {
        return switch (type) {
            case STR -> types("string");
            case TEXTUAL -> types("string", "number");
            case TEXT_LIST ->
                    types("string", "array")
                            .add("items", JSON.createObjectBuilder().add("type", "string"));
            case INT, LENIENT_INT ->
                    types("integer")
                            .add("minimum", Integer.MIN_VALUE)
                            .add("maximum", Integer.MAX_VALUE);
            case INTEGER -> types("integer");
            case NUMERIC -> types("integer", "string").add("pattern", "^[0-9]{1,9}$");
            case BOOL, TRUTHY -> types("boolean");
            case STRUCTURED -> types("object", "array");
            case ANY -> JSON.createObjectBuilder();
        };
    }

    private static JsonObjectBuilder types(String... names) {
        var schema = JSON.createObjectBuilder();
        return names.length == 1
                ? schema.add("type", names[0])
                : schema.add("type", JSON.createArrayBuilder(List.of(names)));
    }
}
