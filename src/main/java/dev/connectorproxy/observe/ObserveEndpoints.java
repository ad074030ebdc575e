package dev.connectorproxy.observe;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.health.HealthCheck;
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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The routes under `/observe`: `health`, `health/live`, `health/ready`, `health/started` and `metrics`, and nothing else;
/// what Helidon would find on the class path by itself (settings, log levels, process information) stays out.
public final class ObserveEndpoints {
    /// Above that of the routes, 100, so that a catch-all among them does not swallow these.
    private static final double WEIGHT = 120;

    private ObserveEndpoints() {}

    /// The feature of a proxy that stands for itself.
    public static ObserveFeature feature(Readiness readiness) {
        return feature(readiness, List::of, List.of());
    }

    /// The feature to add to the server, whose own discovery of features must be off.
    ///
    /// @param peers the other proxies whose commands are run here; a proxy that is down is told of, and changes no status
    /// @param details more to tell under `health`
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

    private static HealthObserver health(
            Readiness readiness, Supplier<List<PeerState>> peers, List<HealthDetail> details) {
        var health = HealthObserver.builder();
        if (!peers.get().isEmpty()) {
            health.addCheck(new Federation(peers));
        }
        return health.details(true)
                .useSystemServices(false)
                .addCheck(new Check(HealthCheckType.LIVENESS, "live", () -> true))
                .addCheck(new Check(HealthCheckType.READINESS, "ready", readiness::isReady))
                .addCheck(new Check(HealthCheckType.STARTUP, "started", readiness::isStarted))
                .addChecks(
                        details.stream()
                                .filter(it -> !it.lines().get().isEmpty())
                                .map(Told::new)
                                .toArray(HealthCheck[]::new))
                .build();
    }

    /// Always up: what it tells of is worth knowing and no reason to start the process anew or to send it no work.
    private record Told(HealthDetail detail) implements HealthCheck {
        @Override
        public HealthCheckType type() {
            return HealthCheckType.STARTUP;
        }

        @Override
        public String name() {
            return detail.name();
        }

        @Override
        public HealthCheckResponse call() {
            var response = HealthCheckResponse.builder().status(true);
            detail.lines().get().forEach(response::detail);
            return response.build();
        }
    }

    private record Check(HealthCheckType type, String name, BooleanSupplier up)
            implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.builder().status(up.getAsBoolean()).build();
        }
    }

    /// The other proxies: always up, since one of them that is down is no reason to send callers elsewhere.
    private record Federation(Supplier<List<PeerState>> peers) implements HealthCheck {
        @Override
        public HealthCheckType type() {
            return HealthCheckType.READINESS;
        }

        @Override
        public String name() {
            return "federation";
        }

        @Override
        public HealthCheckResponse call() {
            var states = peers.get();
            var response = HealthCheckResponse.builder().status(true);
            response.detail("degraded", !states.stream().allMatch(PeerState::isUp));
            states.forEach(it -> response.detail(it.name(), told(it)));
            return response.build();
        }

        private static String told(PeerState peer) {
            return "%s, %d commands%s"
                    .formatted(
                            peer.standing().label(),
                            peer.commands(),
                            peer.answered().map(it -> ", last answer " + it).orElse(""));
        }
    }

    /// Helidon's metrics, which know no HEAD.
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
                // a feature, since only features keep their place before the catch-all
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
