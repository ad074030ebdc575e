package dev.connectorproxy.devserver;

import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.MethodTable;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        routing.addFilter(accessFilter)
                .register("/", fetches, new DevPages(), states) // matched in this order
                .register("/providers", providers)
                .register("/connectors", connectors)
                .register("/config", pageSizes)
                .addFeature(errorHandler);
        var table = new MethodTable();
        paths().forEach((path, methods) -> table.methods(path, methods.toArray(new Method[0])));
        table.register(routing, errors());
    }

    /// Every path with the methods it supports.
    static Map<String, List<Method>> paths() {
        var connector = "/connectors/{connectorId}";
        var paths = new LinkedHashMap<String, List<Method>>();
        paths.put("/", List.of(Method.GET));
        paths.put("/openapi", List.of(Method.GET));
        paths.put("/providers", List.of(Method.GET));
        paths.put("/providers/{provider}/config-schema", List.of(Method.GET));
        paths.put("/providers/{provider}/capabilities", List.of(Method.GET));
        paths.put("/providers/{provider}/validate-config", List.of(Method.POST));
        paths.put("/connectors", List.of(Method.GET, Method.POST));
        paths.put(connector, List.of(Method.GET, Method.DELETE));
        paths.put(connector + "/install", List.of(Method.POST));
        paths.put(connector + "/uninstall", List.of(Method.POST));
        paths.put(connector + "/state", List.of(Method.GET));
        paths.put("/config/page-size", List.of(Method.GET, Method.PUT));
        for (var kind : FetchKind.values()) {
            var name = kind.path();
            paths.put(connector + "/state/" + name, List.of(Method.PUT, Method.DELETE));
            paths.put(connector + "/fetch/" + name, List.of(Method.POST));
            paths.put("/fetch/" + name, List.of(Method.POST));
        }
        return paths;
    }
}
