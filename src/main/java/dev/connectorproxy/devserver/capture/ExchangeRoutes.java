package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;

/// The routes that show the exchanges of a connector: `/connectors/{connectorId}/exchanges`.
public record ExchangeRoutes(RecordedConnectors connectors, ExchangeHistory history)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    static final String EXCHANGES = "/connectors/{connectorId}/exchanges";

    @Override
    public void routing(HttpRules rules) {
        rules.get(EXCHANGES, this::list)
                .delete(EXCHANGES, this::clear)
                .get(EXCHANGES + "/{exchange}", this::show);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var selected =
                ExchangeFilter.of(request, instance.mask())
                        .select(history.newestFirst(instance.id()));
        var rows = selected.exchanges().stream().map(ExchangeJson::summary).toList();
        var json =
                JSON.createObjectBuilder()
                        .add("exchanges", JSON.createArrayBuilder(rows))
                        .add("hasMore", selected.hasMore())
                        .build();
        JsonResponses.send(response, instance::mask, json);
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var exchange = history.get(instance.id(), request.path().pathParameters().get("exchange"));
        JsonResponses.send(response, instance::mask, ExchangeJson.whole(exchange));
    }

    private void clear(ServerRequest request, ServerResponse response) {
        history.forget(connectors.get(ConnectorPath.id(request)).id());
        JsonResponses.sendNoContent(response);
    }
}
