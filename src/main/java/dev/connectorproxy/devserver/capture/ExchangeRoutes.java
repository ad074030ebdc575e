package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// The routes that show the exchanges of a connector: `/connectors/{connectorId}/exchanges`.
public record ExchangeRoutes(ConnectorRegistry connectors, ExchangeHistory history)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String EXCHANGES = "/connectors/{connectorId}/exchanges";

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
        JsonResponses.send(
                response, instance::mask, ExchangeJson.whole(exchange(request, instance)));
    }

    private void clear(ServerRequest request, ServerResponse response) {
        history.forget(connectors.get(ConnectorPath.id(request)).id());
        JsonResponses.sendNoContent(response);
    }

    private CapturedExchange exchange(ServerRequest request, ConnectorInstance instance) {
        var number = request.path().pathParameters().get("exchange");
        return Optional.of(number)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> history.get(instance.id(), Long.parseLong(text)))
                .orElseThrow(() ->
                        DevServerException.notFound(
                                "exchange not found", "the oldest ones are dropped"));
    }
}
