package dev.connectorproxy.devserver.generic;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

/// The routes that begin and end to serve a connector under the generic contract: `/connectors/{connectorId}/generic`.
public record ServeRoutes(
        ConnectorRegistry connectors, ServedConnectors served, JsonBodyReader bodyReader)
        implements HttpService {
    static final String GENERIC = "/connectors/{connectorId}/generic";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MIN_KEY = 16;
    private static final int MAX_KEY = 500;

    @Override
    public void routing(HttpRules rules) {
        rules.get(GENERIC, this::show).put(GENERIC, this::serve).delete(GENERIC, this::stop);
    }

    private void show(ServerRequest request, ServerResponse response) {
        JsonResponses.send(response, status(request));
    }

    private void serve(ServerRequest request, ServerResponse response) {
        var id = connectors.get(ConnectorPath.id(request)).id();
        var key = bodyReader.read(request, fields -> fields.string("apiKey").orElse(""));
        if (key.length() < MIN_KEY || key.length() > MAX_KEY || !key.matches("[!-~]+")) {
            throw DevServerException.badRequest(
                    "invalid apiKey",
                    "it must have %d to %d visible ASCII characters".formatted(MIN_KEY, MAX_KEY));
        }
        served.put(id, key);
        connectors.checkExists(id);
        JsonResponses.send(response, status(request));
    }

    private void stop(ServerRequest request, ServerResponse response) {
        served.forget(connectors.get(ConnectorPath.id(request)).id());
        JsonResponses.sendNoContent(response);
    }

    private JsonObject status(ServerRequest request) {
        var id = connectors.get(ConnectorPath.id(request)).id();
        return JSON.createObjectBuilder()
                .add("enabled", served.isServed(id))
                .add(
                        "endpoint",
                        "http://%s/connectors/%s/generic".formatted(request.authority(), id))
                .build();
    }
}
