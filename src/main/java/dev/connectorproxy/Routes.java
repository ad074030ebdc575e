package dev.connectorproxy;

import dev.connectorproxy.admin.AdminService;
import dev.connectorproxy.observe.HealthDetail;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.ObserveEndpoints;
import dev.connectorproxy.observe.PeerState;
import dev.connectorproxy.observe.Readiness;
import dev.connectorproxy.proxy.CallLogger;
import dev.connectorproxy.proxy.CommandAccessFilter;
import dev.connectorproxy.proxy.CommandService;
import dev.connectorproxy.proxy.Failures;
import dev.connectorproxy.proxy.LandingPages;
import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.ListenerTls;
import dev.connectorproxy.server.RouteTable;
import dev.connectorproxy.server.ServerSettings;
import dev.connectorproxy.signin.SigninService;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.typeahead.TypeaheadService;
import io.helidon.http.Headers;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The routes of the main listener.
record Routes(
        Optional<ListenerTls> tls,
        CommandAccessFilter accessFilter,
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
    public Optional<String> caller(SocketAddress peer, Headers headers) {
        return accessFilter.caller(peer, headers);
    }

    @Override
    public List<String> corsOrigins(ServerSettings settings) {
        return accessFilter.corsOrigins();
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(accessFilter).addFeature(new Failures(log));
        var table =
                new RouteTable(routing)
                        .register("/", new LandingPages())
                        .register("/v1", commands, signin, typeahead)
                        .register("/admin", admin);
        ObserveEndpoints.PATHS.forEach(table::declareGet);
        table.close(Failures::ofTransport);
    }

    @Override
    public void configureServer(WebServerConfig.Builder server) {
        server.addFeature(ObserveEndpoints.feature(readiness, peers, details));
    }
}
