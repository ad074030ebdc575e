package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;

/// The routes that do something with an exchange: `…/exchanges/{exchange}/curl`, `…/replay` and `…/compare/{other}`.
public final class ReplayRoutes implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String EXCHANGE = ExchangeRoutes.EXCHANGES + "/{exchange}";

    private final RecordedConnectors connectors;
    private final ExchangeHistory history;
    private final Replays replays;
    private final JsonBodyReader bodyReader;

    public ReplayRoutes(
            RecordedConnectors connectors,
            ExchangeHistory history,
            EgressFactory egresses,
            ProviderCalls calls,
            JsonBodyReader bodyReader) {
        this.connectors = connectors;
        this.history = history;
        this.replays = new Replays(egresses, calls, history);
        this.bodyReader = bodyReader;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(EXCHANGE + "/curl", this::curl)
                .post(EXCHANGE + "/replay", this::replay)
                .get(EXCHANGE + "/compare/{other}", this::compare);
    }

    private void curl(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var exchange = history.get(instance.id(), request.path().pathParameters().get("exchange"));
        var command = new CurlCommand(exchange.request(), instance.mask()).text();
        JsonResponses.send(
                response, instance::mask, JSON.createObjectBuilder().add("curl", command).build());
    }

    private void replay(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var original = history.get(instance.id(), request.path().pathParameters().get("exchange"));
        var wanted = bodyReader.read(request, ReplayRequest::of);
        var exchange = replays.send(instance, original, wanted);
        JsonResponses.send(response, instance::mask, ExchangeJson.whole(exchange));
    }

    private void compare(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var path = request.path().pathParameters();
        var comparison =
                new ExchangeComparison(
                        history.get(instance.id(), path.get("exchange")),
                        history.get(instance.id(), path.get("other")));
        JsonResponses.send(response, instance::mask, comparison.toJson());
    }
}
