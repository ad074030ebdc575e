package dev.connectorproxy.observe;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.util.function.BooleanSupplier;

/// The routes under `/observe`: `health`, `health/live`, `health/ready`, `health/started` and `metrics`, and nothing else;
/// what Helidon would find on the class path by itself (settings, log levels, process information) stays out.
public final class ObserveEndpoints {
    private ObserveEndpoints() {}

    /// The feature to add to the server, whose own discovery of features must be off.
    public static ObserveFeature feature(Readiness readiness) {
        return ObserveFeature.builder()
                .observersDiscoverServices(false)
                .addObserver(health(readiness))
                .addObserver(
                        MetricsObserver.builder()
                                .metricsConfig(Meters.CONFIG)
                                .meterRegistry(Meters.REGISTRY)
                                .build())
                .build();
    }

    private static HealthObserver health(Readiness readiness) {
        return HealthObserver.builder()
                .details(true)
                .useSystemServices(false)
                .addCheck(new Check(HealthCheckType.LIVENESS, "live", () -> true))
                .addCheck(new Check(HealthCheckType.READINESS, "ready", readiness::isReady))
                .addCheck(new Check(HealthCheckType.STARTUP, "started", readiness::isStarted))
                .build();
    }

    private record Check(HealthCheckType type, String name, BooleanSupplier up)
            implements HealthCheck {
        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.builder().status(up.getAsBoolean()).build();
        }
    }
}
