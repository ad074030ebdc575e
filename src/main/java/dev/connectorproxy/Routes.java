package dev.connectorproxy;

import dev.connectorproxy.admin.AdminService;
import dev.connectorproxy.observe.HealthDetail;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.ObserveEndpoints;
import dev.connectorproxy.observe.PeerState;
import dev.connectorproxy.observe.Readiness;
import dev.connectorproxy.proxy.ApiKeyFilter;
import dev.connectorproxy.proxy.CallLogger;
import dev.connectorproxy.proxy.CommandService;
import dev.connectorproxy.proxy.Failures;
import dev.connectorproxy.proxy.LandingPages;
import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.MethodTable;
import dev.connectorproxy.signin.SigninService;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.typeahead.TypeaheadService;
import io.helidon.http.Method;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The routes of the main listener.
record Routes(
        ApiKeyFilter apiKeyFilter,
        CommandService commands,
        SigninService signin,
        TypeaheadService typeahead,
        AdminService admin,
        Readiness readiness,
        Supplier<List<PeerState>> peers,
        List<HealthDetail> details,
        CallLogger callLogger,
        LogWriter log)
        implements Listener.Service {
    private static final Set<String> REFUSED_BY_LISTENER =
            Set.of(ErrorCode.INVALID_REQUEST.code(), ErrorCode.REQUEST_TOO_LARGE.code());

    /// Requests that the listener refuses before routing are logged and counted, too.
    @Override
    public ErrorBody errors() {
        return (status, code, message) -> {
            if (REFUSED_BY_LISTENER.contains(code)) {
                callLogger.refused(status, code);
            }
            return Failures.ofTransport(status, code, message);
        };
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(apiKeyFilter)
                .register("/", new LandingPages())
                .register("/v1", commands)
                .register("/v1", signin)
                .register("/v1", typeahead)
                .register("/admin", admin)
                .addFeature(new Failures(log));
        var table = new MethodTable();
        typeahead.paths().forEach(path -> table.methods(path, Method.GET));
        table.methods("/", Method.GET)
                .methods("/liveness", Method.GET)
                .methods("/openapi", Method.GET)
                .methods("/observe/health", Method.GET)
                .methods("/observe/health/live", Method.GET)
                .methods("/observe/health/ready", Method.GET)
                .methods("/observe/health/started", Method.GET)
                .methods("/observe/metrics", Method.GET)
                .methods("/admin/invocations", Method.GET)
                .methods("/admin/invocations/{id}", Method.GET)
                .methods("/admin/invocations/{id}/cancel", Method.POST)
                .methods("/admin/invocations/{id}/redrive", Method.POST)
                .methods("/v1/liveness", Method.GET)
                .methods("/v1/commands", Method.GET)
                .methods("/v1/auths", Method.GET)
                .methods("/v1/auth/{connector}/{auth}", Method.GET)
                .methods("/v1/auth/{connector}/{auth}/callback", Method.GET)
                .methods("/v1/do/{connector}/{command}", Method.POST)
                .register(routing, Failures::ofTransport);
    }

    @Override
    public void configureServer(WebServerConfig.Builder server) {
        server.addFeature(ObserveEndpoints.feature(readiness, peers, details));
    }
}
