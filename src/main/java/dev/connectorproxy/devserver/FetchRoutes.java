package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// The fetches: `/connectors/{connectorId}/fetch/…`, and `/fetch/…` for the only connector there is.
final class FetchRoutes implements HttpService {
    private final Connectors connectors;
    private final Fetches fetches;
    private final JsonBody bodies;

    FetchRoutes(Connectors connectors, Fetches fetches, JsonBody bodies) {
        this.connectors = connectors;
        this.fetches = fetches;
        this.bodies = bodies;
    }

    @Override
    public void routing(HttpRules rules) {
        for (var kind : Kind.values()) {
            rules.post("/connectors/{connectorId}/fetch/" + kind.path(), ofOne(kind))
                    .post("/fetch/" + kind.path(), ofTheOnlyOne(kind));
        }
    }

    private Handler ofOne(Kind kind) {
        return (request, response) -> {
            var id = connectors.get(ConnectorRoutes.id(request)).id();
            var body = bodies.read(request, FetchBody::of);
            Answers.send(response, Status.OK_200, fetches.next(id, kind, body));
        };
    }

    private Handler ofTheOnlyOne(Kind kind) {
        return (request, response) -> {
            var all = connectors.all();
            if (all.size() != 1) {
                throw DevFailure.conflict(
                        "requires exactly one plugin; use /connectors/{connectorId}/fetch/"
                                + kind.path(),
                        PaymentError.INVALID_REQUEST);
            }
            var body = bodies.read(request, FetchBody::of);
            Answers.send(response, Status.OK_200, fetches.next(all.getFirst().id(), kind, body));
        };
    }
}
