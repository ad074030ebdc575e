package dev.connectorproxy.observe;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.ObserverConfigBase;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import io.helidon.webserver.observe.spi.Observer;
import io.helidon.webserver.spi.ServerFeature;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The routes under `/observe`: `health`, `health/live`, `health/ready`, `health/started` and `metrics`. Other
/// observers that Helidon would discover on the class path (settings, log levels, process information) are disabled.
public final class ObserveEndpoints {
    /// Higher than the weight of the routes, 100, so that a catch-all route does not hide these.
    private static final double WEIGHT = 120;

    /// The paths, which support `GET`.
    public static final List<String> PATHS =
            List.of(
                    "/observe/health",
                    "/observe/health/live",
                    "/observe/health/ready",
                    "/observe/health/started",
                    "/observe/metrics");

    private ObserveEndpoints() {}

    /// The feature for a server whose own discovery of features must be disabled.
    ///
    /// @param peers the other proxies whose commands are run here; one that is down is reported without affecting the
    ///     status
    /// @param details further information under `health`
    public static ObserveFeature feature(
            Readiness readiness, Supplier<List<PeerState>> peers, List<HealthDetail> details) {
        return ObserveFeature.builder()
                .observersDiscoverServices(false)
                .weight(WEIGHT)
                .addObserver(health(readiness, peers, details))
                .addObserver(new MetricsWithHead(metrics()))
                .build();
    }

    private static MetricsObserver metrics() {
        return MetricsObserver.builder()
                .metricsConfig(Meters.CONFIG)
                .meterRegistry(Meters.REGISTRY)
                .build();
    }

    /// Peers and details are always up: they are information, and no reason to restart the process or to stop sending
    /// requests to it.
    private static HealthObserver health(
            Readiness readiness, Supplier<List<PeerState>> peers, List<HealthDetail> details) {
        var health = HealthObserver.builder().details(true).useSystemServices(false);
        if (!peers.get().isEmpty()) {
            health.addCheck(() -> response(peers.get()), HealthCheckType.READINESS, "federation");
        }
        health.addCheck(() -> status(true), HealthCheckType.LIVENESS, "live")
                .addCheck(() -> status(readiness.isReady()), HealthCheckType.READINESS, "ready")
                .addCheck(() -> status(readiness.isStarted()), HealthCheckType.STARTUP, "started");
        details.stream()
                .filter(detail -> detail.changing() || !detail.lines().get().isEmpty())
                .forEach(detail ->
                        health.addCheck(
                                () -> response(detail), HealthCheckType.STARTUP, detail.name()));
        return health.build();
    }

    private static HealthCheckResponse status(boolean up) {
        return HealthCheckResponse.builder().status(up).build();
    }

    private static HealthCheckResponse response(HealthDetail detail) {
        var response = HealthCheckResponse.builder().status(true);
        detail.lines().get().forEach(response::detail);
        return response.build();
    }

    private static HealthCheckResponse response(List<PeerState> peers) {
        var response = HealthCheckResponse.builder().status(true);
        response.detail("degraded", !peers.stream().allMatch(PeerState::isUp));
        peers.forEach(peer -> response.detail(peer.name(), toText(peer)));
        return response.build();
    }

    private static String toText(PeerState peer) {
        return "%s, %d commands%s"
                .formatted(
                        peer.status().label(),
                        peer.commands(),
                        peer.lastSuccess().map(time -> ", last answer " + time).orElse(""));
    }

    /// The metrics endpoint of Helidon, which does not support HEAD itself.
    private record MetricsWithHead(MetricsObserver metrics) implements Observer {
        @Override
        public ObserverConfigBase prototype() {
            return metrics.prototype();
        }

        @Override
        public String type() {
            return metrics.type();
        }

        @Override
        public void register(
                ServerFeature.ServerFeatureContext context,
                List<HttpRouting.Builder> routings,
                UnaryOperator<String> endpoint) {
            metrics.register(context, routings, endpoint);
            var path = endpoint.apply(metrics.prototype().endpoint());
            for (var routing : routings) {
                // a feature, because only features are ordered before the catch-all route
                routing.addFeature(routes -> routes.head(path, MetricsWithHead::head));
            }
        }

        private static void head(ServerRequest request, ServerResponse response) {
            response.headers().contentType(MediaTypes.TEXT_PLAIN);
            response.header(HeaderValues.CACHE_NO_CACHE);
            response.send();
        }
    }
}
