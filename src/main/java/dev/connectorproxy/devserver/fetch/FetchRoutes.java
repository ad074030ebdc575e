package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.util.function.Function;

/// The fetch routes: `/connectors/{connectorId}/fetch/{kind}`, and `/fetch/{kind}` while there is exactly one
/// connector.
public record FetchRoutes(
        ConnectorRegistry connectors, FetchService fetchService, JsonBodyReader bodyReader)
        implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        for (var kind : FetchKind.values()) {
            rules.post(
                            "/connectors/{connectorId}/fetch/" + kind.path(),
                            fetch(kind, request -> connectors.get(ConnectorPath.id(request))))
                    .post("/fetch/" + kind.path(), fetch(kind, _ -> onlyConnector(kind)));
        }
    }

    private Handler fetch(FetchKind kind, Function<ServerRequest, ConnectorInstance> connector) {
        return (request, response) -> {
            var id = connector.apply(request).id();
            var parameters = bodyReader.read(request, fields -> FetchParameters.of(kind, fields));
            JsonResponses.send(
                    response, Status.OK_200, fetchService.fetchNext(id, kind, parameters).json());
        };
    }

    private ConnectorInstance onlyConnector(FetchKind kind) {
        var all = connectors.all();
        if (all.size() != 1) {
            throw DevServerException.conflict(
                    "requires exactly one plugin; use /connectors/{connectorId}/fetch/"
                            + kind.path(),
                    PaymentError.INVALID_REQUEST);
        }
        return all.getFirst();
    }
}
