package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import java.util.function.Function;

/// The fetch routes: `/connectors/{connectorId}/fetch/{kind}`, and `/fetch/{kind}` while there is exactly one
/// connector.
record FetchRoutes(
        ConnectorRegistry connectors, FetchService fetchService, JsonBodyReader bodyReader)
        implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        for (var kind : FetchKind.values()) {
            rules.post(
                            "/connectors/{connectorId}/fetch/" + kind.path(),
                            toHandler(request -> fetchById(kind, request)))
                    .post(
                            "/fetch/" + kind.path(),
                            toHandler(request -> fetchOnlyConnector(kind, request)));
        }
    }

    private static Handler toHandler(Function<ServerRequest, byte[]> fetch) {
        return (request, response) ->
                JsonResponses.send(response, Status.OK_200, fetch.apply(request));
    }

    private byte[] fetchById(FetchKind kind, ServerRequest request) {
        var id = connectors.get(ConnectorRoutes.connectorId(request)).id();
        return fetchService.fetchNext(
                id, kind, bodyReader.read(request, fields -> FetchParameters.of(kind, fields)));
    }

    private byte[] fetchOnlyConnector(FetchKind kind, ServerRequest request) {
        var all = connectors.all();
        if (all.size() != 1) {
            throw DevServerException.conflict(
                    "requires exactly one plugin; use /connectors/{connectorId}/fetch/"
                            + kind.path(),
                    PaymentError.INVALID_REQUEST);
        }
        return fetchService.fetchNext(
                all.getFirst().id(),
                kind,
                bodyReader.read(request, fields -> FetchParameters.of(kind, fields)));
    }
}
