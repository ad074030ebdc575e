package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.capture.CapturedExchange;
import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.spi.payment.Times;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;

/// The route `/status`: since when the server runs, and how much it keeps of each connector.
record StatusRoutes(
        ConnectorRegistry connectors, RowStore rows, ExchangeHistory exchanges, Instant startedAt)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int FIRST_ERROR = 400;

    @Override
    public void routing(HttpRules rules) {
        rules.get("/status", this::show);
    }

    private void show(ServerRequest request, ServerResponse response) {
        var list = connectors.all().stream().map(this::status).toList();
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("startedAt", Times.text(startedAt))
                        .add("connectors", JSON.createArrayBuilder(list))
                        .build());
    }

    private JsonObject status(ConnectorInstance instance) {
        var kept = rows.all(instance.id());
        var sent = exchanges.newestFirst(instance.id());
        return JSON.createObjectBuilder(instance.toJson())
                .add("rows", kept.stream().filter(row -> row.deleted().isEmpty()).count())
                .add("exchanges", sent.size())
                .add("failedExchanges", sent.stream().filter(StatusRoutes::failed).count())
                .build();
    }

    private static boolean failed(CapturedExchange exchange) {
        return switch (exchange.outcome()) {
            case Response received -> received.status() >= FIRST_ERROR;
            case Failure _ -> true;
        };
    }
}
