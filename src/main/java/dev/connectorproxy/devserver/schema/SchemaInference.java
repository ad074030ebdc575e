package dev.connectorproxy.devserver.schema;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.capture.CapturedBody;
import dev.connectorproxy.devserver.capture.CapturedExchange;
import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Infers the schemas of responses, one for each method and path template. They contain names, types and formats, but
/// no value.
final class SchemaInference {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_ENDPOINTS = 200;

    private SchemaInference() {}

    private record Endpoint(String method, String path) implements Comparable<Endpoint> {
        @Override
        public int compareTo(Endpoint other) {
            int order = path.compareTo(other.path);
            return order == 0 ? method.compareTo(other.method) : order;
        }
    }

    private static final class Samples {
        private final SeenType type = new SeenType();
        private int count;
    }

    /// The document of the schemas: `version` and `schemas`, each with `method`, `path`, `samples` and `schema`.
    static JsonObject infer(List<CapturedExchange> exchanges) {
        var samples = new TreeMap<Endpoint, Samples>();
        for (var exchange : exchanges) {
            var request = exchange.request();
            var endpoint = new Endpoint(request.method(), PathTemplate.of(request.url()));
            if (samples.containsKey(endpoint) || samples.size() < MAX_ENDPOINTS) {
                json(exchange)
                        .ifPresent(value -> {
                            var seen = samples.computeIfAbsent(endpoint, _ -> new Samples());
                            seen.count++;
                            seen.type.add(value);
                        });
            }
        }
        var schemas = JSON.createArrayBuilder();
        samples.forEach((endpoint, seen) ->
                schemas.add(
                        JSON.createObjectBuilder()
                                .add("method", endpoint.method())
                                .add("path", endpoint.path())
                                .add("samples", seen.count)
                                .add("schema", seen.type.toJson())));
        return JSON.createObjectBuilder().add("version", 1).add("schemas", schemas).build();
    }

    /// The JSON of a response with a status from 200 to 299 that is complete.
    private static Optional<JsonValue> json(CapturedExchange exchange) {
        return switch (exchange.outcome()) {
            case Response(var status, _, var body) ->
                    status / 100 == 2 && !body.isTruncated() ? parse(body) : Optional.empty();
            case Failure _ -> Optional.empty();
        };
    }

    private static Optional<JsonValue> parse(CapturedBody body) {
        try {
            return body.text().map(JsonBodyReader::parse).filter(JsonStructure.class::isInstance);
        } catch (JsonException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
