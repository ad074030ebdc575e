package dev.connectorproxy;

import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.ObserveEndpoints;
import dev.connectorproxy.observe.Readiness;
import dev.connectorproxy.proxy.CallerGate;
import dev.connectorproxy.proxy.CommandService;
import dev.connectorproxy.proxy.Failures;
import dev.connectorproxy.proxy.Pages;
import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.MethodTable;
import io.helidon.http.Method;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;

/// What the proxy's listener serves.
record Routes(CallerGate gate, CommandService commands, Readiness readiness, LogWriter log)
        implements Listener.Service {

    @Override
    public ErrorBody errors() {
        return Failures::ofTransport;
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(gate)
                .register("/", new Pages())
                .register("/v1", commands)
                .addFeature(new Failures(errors(), log));
        new MethodTable()
                .methods("/", Method.GET)
                .methods("/liveness", Method.GET)
                .methods("/openapi", Method.GET)
                .methods("/v1/liveness", Method.GET)
                .methods("/v1/commands", Method.GET)
                .methods("/v1/auths", Method.GET)
                .methods("/v1/do/{connector}/{command}", Method.POST)
                .register(routing, errors());
    }

    @Override
    public void server(WebServerConfig.Builder server) {
        server.addFeature(ObserveEndpoints.feature(readiness));
    }
}
