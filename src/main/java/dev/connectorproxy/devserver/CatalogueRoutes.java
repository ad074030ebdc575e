package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.JsonResponses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

/// The route `/catalogue`: all providers with their capabilities and the fields of their configuration.
record CatalogueRoutes(ConnectorDetails details, boolean debug) implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get(
                "/catalogue",
                (_, response) -> JsonResponses.send(response, details.catalogue(debug)));
    }
}
