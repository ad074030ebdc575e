package dev.connectorproxy.connection;

import dev.connectorproxy.spi.CommandDetails;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.Parameter;
import dev.connectorproxy.spi.ParameterDetails;
import dev.connectorproxy.spi.ParameterType;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The parameter `connection` of commands that take credentials.
final class ConnectionParameter {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final String ID = "connection";
    private static final String DESCRIPTION =
            "The named connection whose credentials are used; not together with credentials of the call.";

    private ConnectionParameter() {}

    /// Whether calls of the command may name a connection.
    static boolean isTakenBy(CommandSpec spec) {
        return !spec.details().connections().isEmpty()
                && spec.parameters().stream().noneMatch(parameter -> parameter.id().equals(ID));
    }

    /// The spec for the check of a call that names a connection, or for a caller who may: what the connection gives is not
    /// required.
    ///
    /// @param names of the connections to choose from; the only one is the default; none for any text
    static CommandSpec addTo(
            CommandSpec spec, Collection<ChosenConnection> usable, List<String> names) {
        var filled =
                usable.stream()
                        .flatMap(chosen ->
                                Stream.concat(
                                        chosen.use().parameters().values().stream(),
                                        chosen.use().credentials().stream()))
                        .collect(Collectors.toSet());
        var parameters = new ArrayList<Parameter>();
        spec.parameters().forEach(parameter -> parameters.add(optional(parameter, filled)));
        var parameter =
                Parameter.optional(ID, ParameterType.STR, DESCRIPTION)
                        .withDetails(ParameterDetails.ofLabel("Connection"))
                        .oneOf(names.toArray(String[]::new));
        parameters.add(
                names.size() == 1
                        ? parameter.withDefault(JSON.createValue(names.getFirst()))
                        : parameter);
        return new CommandSpec(
                spec.name(),
                spec.description(),
                parameters,
                spec.errors(),
                spec.strict(),
                details(spec.details(), filled, names));
    }

    private static Parameter optional(Parameter parameter, Set<String> filled) {
        return !filled.contains(parameter.id())
                ? parameter
                : new Parameter(
                        parameter.id(),
                        parameter.type(),
                        false,
                        parameter.description(),
                        parameter.defaultValue(),
                        parameter.allowed(),
                        parameter.details());
    }

    private static CommandDetails details(
            CommandDetails details, Set<String> filled, List<String> names) {
        return new CommandDetails(
                details.title(),
                details.inputSchema().map(schema -> schema(schema, filled, names)),
                details.outputSchema(),
                details.connections());
    }

    private static JsonObject schema(JsonObject schema, Set<String> filled, List<String> names) {
        var properties =
                JSON.createObjectBuilder(
                                schema.get("properties") instanceof JsonObject known
                                        ? known
                                        : JsonObject.EMPTY_JSON_OBJECT)
                        .add(
                                ID,
                                JSON.createObjectBuilder()
                                        .add("type", "string")
                                        .add("description", DESCRIPTION)
                                        .add("enum", JSON.createArrayBuilder(names)));
        var result = JSON.createObjectBuilder(schema).add("properties", properties);
        if (schema.get("required") instanceof JsonArray required) {
            var others = JSON.createArrayBuilder();
            required.stream()
                    .filter(id -> filled.stream().map(Json::createValue).noneMatch(id::equals))
                    .forEach(others::add);
            result.add("required", others);
        }
        return result.build();
    }
}
