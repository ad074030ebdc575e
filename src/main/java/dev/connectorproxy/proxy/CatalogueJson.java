package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Stream;

/// An entry in the response to `GET /v1/commands`: `id` and `parameters` (`id`, `type`, `required`) as the connector
/// proxy protocol defines them, and further fields for authors of diagrams.
final class CatalogueJson {
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
        var list = Json.createArrayBuilder();
        ids.map(id ->
                        Json.createObjectBuilder()
                                .add("id", id)
                                .add("parameters", Json.createArrayBuilder()))
                .forEach(list::add);
        return list.build();
    }

    static JsonObject of(Invocable command) {
        return switch (command) {
            case RegisteredCommand local -> of(local);
            case RemoteCommand remote -> remote.listing();
        };
    }

    /// The entry of a command under another id.
    static JsonObject of(CommandId alias, Invocable command) {
        return Json.createObjectBuilder(of(command)).add("id", alias.toString()).build();
    }

    private static JsonObject of(RegisteredCommand entry) {
        var parameters = Json.createArrayBuilder();
        Stream.concat(entry.spec().parameters().stream(), Stream.of(ReturnedErrors.PARAMETER))
                .map(CatalogueJson::parameter)
                .forEach(parameters::add);
        return Json.createObjectBuilder()
                .add("id", entry.id().toString())
                .add("parameters", parameters)
                .add("description", entry.spec().description())
                .add(
                        "errors",
                        Json.createArrayBuilder(
                                Stream.concat(
                                                entry.spec().errors().stream(),
                                                COMMON_ERRORS.stream())
                                        .distinct()
                                        .toList()))
                .build();
    }

    private static JsonObjectBuilder parameter(Parameter parameter) {
        var json =
                Json.createObjectBuilder()
                        .add("id", parameter.id())
                        .add("type", parameter.type().protocolName())
                        .add("required", parameter.required())
                        .add("description", parameter.description());
        parameter.defaultValue().ifPresent(value -> json.add("default", value));
        if (!parameter.allowed().isEmpty()) {
            json.add("enum", Json.createArrayBuilder(parameter.allowed()));
        }
        return json;
    }
}
