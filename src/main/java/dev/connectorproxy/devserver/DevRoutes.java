package dev.connectorproxy.devserver;

import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.MethodTable;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;

/// What the development server's listener serves.
record DevRoutes(
        DevGate gate,
        ProviderRoutes providers,
        ConnectorRoutes connectors,
        FetchRoutes fetches,
        StateRoutes states,
        PageSizeRoutes pageSizes,
        DevFailures failures)
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
        return DevFailures::ofTransport;
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(gate)
                .register("/", new DevPages())
                .register("/providers", providers)
                .register("/", fetches, states)
                .register("/connectors", connectors)
                .register("/config", pageSizes)
                .addFeature(failures);
        methods().register(routing, errors());
    }

    private static MethodTable methods() {
        var connector = "/connectors/{connectorId}";
        var table =
                new MethodTable()
                        .methods("/", Method.GET)
                        .methods("/openapi", Method.GET)
                        .methods("/providers", Method.GET)
                        .methods("/providers/{provider}/config-schema", Method.GET)
                        .methods("/providers/{provider}/capabilities", Method.GET)
                        .methods("/providers/{provider}/validate-config", Method.POST)
                        .methods("/connectors", Method.GET, Method.POST)
                        .methods(connector, Method.GET, Method.DELETE)
                        .methods(connector + "/install", Method.POST)
                        .methods(connector + "/uninstall", Method.POST)
                        .methods(connector + "/state", Method.GET)
                        .methods("/config/page-size", Method.GET, Method.PUT);
        for (var kind : Kind.values()) {
            table.methods(connector + "/state/" + kind.path(), Method.PUT, Method.DELETE)
                    .methods(connector + "/fetch/" + kind.path(), Method.POST)
                    .methods("/fetch/" + kind.path(), Method.POST);
        }
        return table;
    }
}
