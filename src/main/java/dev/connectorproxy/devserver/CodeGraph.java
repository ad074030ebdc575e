package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.devserver.reload.ReloadRoutes;
import dev.connectorproxy.devserver.reload.ReloadService;
import dev.connectorproxy.devserver.reload.Reloads;
import dev.connectorproxy.server.RouteTable;

/// The part of the object graph about the code of providers: described, and loaded again, with its routes.
record CodeGraph(
        DevServerSettings settings,
        ProviderRegistry providers,
        ConnectorInstanceFactory factory,
        ConnectorDetails details,
        Reloads reloads) {

    /// Loads the providers of class paths.
    static CodeGraph open(
            DevServerSettings settings,
            DevServer.Dependencies dependencies,
            ReloadService service) {
        var reloads = Reloads.open(settings.reload(), dependencies.plugins().get(), service);
        var factory = service.renewal().factory();
        var details =
                new ConnectorDetails(
                        dependencies.providers(),
                        factory.descriptions(),
                        service.renewal().facts(),
                        reloads);
        return new CodeGraph(settings, dependencies.providers(), factory, details, reloads);
    }

    RouteTable register(RouteTable routes, JsonBodyReader bodyReader) {
        return routes.register(
                        "/",
                        new ReloadRoutes(providers, reloads),
                        new CatalogueRoutes(details, settings.debug()))
                .register(
                        "/providers",
                        new ProviderRoutes(providers, factory, bodyReader, settings.debug()));
    }
}
