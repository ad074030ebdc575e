package dev.connectorproxy.importer;

import dev.connectorproxy.declarative.request.SchemaValidator;
import dev.connectorproxy.importer.sample.SchemaSamples;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.ResponseDescription;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Makes responses that an API could give. Used by one thread.
final class SampleResponse {
    private final SchemaSamples samples;

    /// @param schemas the named schemas of the API
    SampleResponse(JsonObject schemas) {
        this.samples =
                new SchemaSamples(
                        schemas,
                        (schema, value) ->
                                SchemaValidator.of(schema, schemas).validate(value).isEmpty(),
                        false);
    }

    /// The first response that means success.
    HttpResponse of(Operation operation) {
        return operation.responses().entrySet().stream()
                .filter(response ->
                        response.getKey().startsWith("2") || response.getKey().equals("default"))
                .findFirst()
                .flatMap(response ->
                        response.getValue().contents().entrySet().stream()
                                .findFirst()
                                .map(content -> response(status(response.getKey()), content)))
                .orElse(new HttpResponse(204, List.of(), new byte[0]));
    }

    private static int status(String key) {
        return key.matches("[0-9]{3}") ? Integer.parseInt(key) : 200;
    }

    private HttpResponse response(
            int status, Map.Entry<String, ResponseDescription.Content> content) {
        var value =
                samples.of(content.getValue().schema(), content.getValue().example())
                        .orElse(JsonValue.NULL);
        var text =
                content.getKey().contains("json") || !(value instanceof JsonString string)
                        ? value.toString()
                        : string.getString();
        return new HttpResponse(
                status,
                List.of(new Header("Content-Type", content.getKey())),
                text.getBytes(StandardCharsets.UTF_8));
    }
}
