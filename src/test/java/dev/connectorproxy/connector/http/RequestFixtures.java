package dev.connectorproxy.connector.http;

import dev.connectorproxy.spi.HttpRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Recorded requests of async-http or connector-http, each with its arguments.
public final class RequestFixtures {
    private RequestFixtures() {}

    public static Stream<JsonObject> of(String file) throws IOException {
        try (var in = RequestFixtures.class.getResourceAsStream("/http/" + file);
                var reader = Json.createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class).stream();
        }
    }

    /// The headers that were sent.
    public static Map<String, String> headers(HttpRequest request) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(it -> all.put(it.name(), it.value()));
        return all;
    }

    /// The recorded headers.
    public static Map<String, String> headers(JsonObject fixture) {
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        fixture.getJsonObject("headers")
                .forEach((name, value) -> all.put(name, ((JsonString) value).getString()));
        return all;
    }
}
