package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.stream.Stream;

/// An entry in the response to `GET /v1/commands`: `id` and `parameters` (`id`, `type`, `required`) as the connector
/// proxy protocol defines them, and further fields for authors of diagrams.
public final class CatalogueJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// Error codes that every command can return.
    private static final List<String> COMMON_ERRORS =
            Stream.of(
                            ErrorCode.INVALID_PARAMETERS,
                            ErrorCode.READ_TIMEOUT,
                            ErrorCode.PROXY_OVERLOADED,
                            ErrorCode.INTERNAL_ERROR)
                    .map(ErrorCode::code)
                    .toList();

    private CatalogueJson() {}

    /// The response to `GET /v1/auths`: the same format, with no parameters.
    static JsonArray ofIds(Stream<String> ids) {
        var list = JSON.createArrayBuilder();
        ids.map(id ->
                        JSON.createObjectBuilder()
                                .add("id", id)
                                .add("parameters", JSON.createArrayBuilder()))
                .forEach(list::add);
        return list.build();
    }

    /// @param schemas whether to add the schemas of arguments and result, as far as they are known
    public static JsonObject of(Invocable command, boolean schemas) {
        return switch (command) {
            case RegisteredCommand local -> of(local, schemas);
            case RemoteCommand remote -> remote.listing();
        };
    }

    /// The entry under another id.
    static JsonObject withId(CommandId alias, JsonObject entry) {
        return JSON.createObjectBuilder(entry).add("id", alias.toString()).build();
    }

    private static JsonObject of(RegisteredCommand entry, boolean schemas) {
        var spec = entry.spec();
        var json =
                JSON.createObjectBuilder()
                        .add("id", entry.id().toString())
                        .add("parameters", parameters(entry))
                        .add("description", spec.description())
                        .add("errors", errors(spec));
        ParameterJson.addText(json, "summary", spec.details().title());
        var connector = ConnectorJson.of(entry.connector());
        if (!connector.isEmpty()) {
            json.add("connector", connector);
        }
        if (schemas) {
            json.add("inputSchema", CommandSchemas.inputSchema(spec));
            spec.details().outputSchema().ifPresent(schema -> json.add("outputSchema", schema));
        }
        return json.build();
    }

    private static JsonArrayBuilder parameters(RegisteredCommand entry) {
        var parameters = JSON.createArrayBuilder();
        Stream.concat(entry.spec().parameters().stream(), Stream.of(ReturnedErrors.PARAMETER))
                .map(parameter -> ParameterJson.of(parameter, entry.connector()))
                .forEach(parameters::add);
        return parameters;
    }

    private static JsonArrayBuilder errors(CommandSpec spec) {
        return JSON.createArrayBuilder(
                Stream.concat(spec.errors().stream(), COMMON_ERRORS.stream()).distinct().toList());
    }
}
