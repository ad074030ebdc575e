package dev.connectorproxy.devserver;

import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.RouteTable;
import io.helidon.webserver.http.HttpRouting;

/// The routes, filter and error handlers of the development server's listener.
record DevRoutes(
        DevAccessFilter accessFilter,
        ProviderRoutes providers,
        ConnectorRoutes connectors,
        FetchRoutes fetches,
        StateRoutes states,
        PageSizeRoutes pageSizes,
        DevErrorHandler errorHandler)
        implements Listener.Service {

    @Override
    public String hostSetting() {
        return "dev-server.address";
    }

    @Override
    public String portSetting() {
        return "dev-server.address: port";
    }

    @Override
    public ErrorBody errors() {
        return DevErrorHandler::toErrorBody;
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(accessFilter).addFeature(errorHandler);
        register(routing).close(errors());
    }

    /// Registers the services, without the responses where no route matches.
    RouteTable register(HttpRouting.Builder routing) {
        return new RouteTable(routing)
                .register("/", fetches, new DevPages(), states) // matched in this order
                .register("/providers", providers)
                .register("/connectors", connectors)
                .register("/config", pageSizes);
    }
}
