package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;

/// The fetch routes: `/connectors/{connectorId}/fetch/{kind}`, and `/fetch/{kind}` while there is exactly one
/// connector.
final class FetchRoutes implements HttpService {
    private final Connectors connectors;
    private final Fetches fetches;
    private final JsonBody bodies;

    FetchRoutes(Connectors connectors, Fetches fetches, JsonBody bodyReader) {
        this.connectors = connectors;
        this.fetches = fetches;
        this.bodies = bodyReader;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/connectors/{connectorId}/fetch/{kind}", of(this::ofOne))
                .post("/fetch/{kind}", of(this::ofTheOnlyOne));
    }

    /// Fetches a page for a request.
    private interface Answering {
        byte[] page(Kind kind, ServerRequest request);
    }

    private static Handler of(Answering fetch) {
        return (request, response) -> {
            var kind = Kind.of(request.path().pathParameters().get("kind"));
            if (kind.isEmpty()) {
                response.next();
                return;
            }
            Answers.send(response, Status.OK_200, fetch.page(kind.get(), request));
        };
    }

    private byte[] ofOne(Kind kind, ServerRequest request) {
        var id = connectors.get(ConnectorRoutes.id(request)).id();
        return fetches.next(id, kind, bodies.read(request, fields -> FetchBody.of(kind, fields)));
    }

    private byte[] ofTheOnlyOne(Kind kind, ServerRequest request) {
        var all = connectors.all();
        if (all.size() != 1) {
            throw DevFailure.conflict(
                    "requires exactly one plugin; use /connectors/{connectorId}/fetch/"
                            + kind.path(),
                    PaymentError.INVALID_REQUEST);
        }
        return fetches.next(
                all.getFirst().id(), kind, bodies.read(request, fields -> FetchBody.of(kind, fields)));
    }
}
