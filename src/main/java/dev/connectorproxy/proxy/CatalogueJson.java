package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Entry;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.Parameter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Stream;

/// An entry in the answer of `GET /v1/commands`: `id`, `parameters` with `id`, `type` and `required` as the protocol has them, and beside
/// them what helps the author of a diagram.
final class CatalogueJson {
    /// What any command can end with, before it is even asked.
    private static final List<String> EVERYWHERE =
            Stream.of(
                            ErrorCode.INVALID_PARAMETERS,
                            ErrorCode.READ_TIMEOUT,
                            ErrorCode.PROXY_OVERLOADED,
                            ErrorCode.INTERNAL_ERROR)
                    .map(ErrorCode::code)
                    .toList();

    private CatalogueJson() {}

    /// The answer of `GET /v1/auths`: the same, without parameters.
    static JsonArray ofIds(Stream<String> ids) {
        var list = Json.createArrayBuilder();
        ids.map(id ->
                        Json.createObjectBuilder()
                                .add("id", id)
                                .add("parameters", Json.createArrayBuilder()))
                .forEach(list::add);
        return list.build();
    }

    static JsonObject of(Entry entry) {
        var parameters = Json.createArrayBuilder();
        entry.spec().parameters().forEach(it -> parameters.add(parameter(it)));
        return Json.createObjectBuilder()
                .add("id", entry.id())
                .add("parameters", parameters)
                .add("description", entry.spec().description())
                .add(
                        "errors",
                        texts(
                                Stream.concat(entry.spec().errors().stream(), EVERYWHERE.stream())
                                        .distinct()))
                .build();
    }

    private static JsonObjectBuilder parameter(Parameter parameter) {
        var json =
                Json.createObjectBuilder()
                        .add("id", parameter.id())
                        .add("type", parameter.type().wireName())
                        .add("required", parameter.required())
                        .add("description", parameter.description());
        parameter.defaultValue().ifPresent(it -> json.add("default", it));
        if (!parameter.allowed().isEmpty()) {
            json.add("enum", texts(parameter.allowed().stream()));
        }
        return json;
    }

    private static JsonArrayBuilder texts(Stream<String> texts) {
        var list = Json.createArrayBuilder();
        texts.forEach(list::add);
        return list;
    }
}
