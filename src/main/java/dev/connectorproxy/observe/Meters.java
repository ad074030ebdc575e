package dev.connectorproxy.observe;

import io.helidon.config.Config;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsConfig;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.service.registry.Services;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Creates the meters in the registry of Helidon, of which there is one per process. Names and units follow the
/// conventions of Prometheus; the registry adds `_total` and `_seconds`.
final class Meters {
    static final MetricsConfig CONFIG = MetricsConfig.create(Config.empty());
    static final MeterRegistry REGISTRY = Services.get(MetricsFactory.class).globalRegistry(CONFIG);

    private static final String PREFIX = "connector_proxy_";

    /// From 5 ms to the default deadline of 40 s.
    private static final Duration[] BUCKETS =
            Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 20_000, 40_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    /// Held while meters are registered or removed. Helidon's registry locks itself and then Micrometer's; a meter that is
    /// registered with Micrometer does it in the other order, so both at once would wait for each other for ever.
    private static final Lock REGISTERING = new ReentrantLock();

    private Meters() {}

    /// Registers or removes meters, one thread at a time.
    static <T> T locked(Supplier<T> registration) {
        REGISTERING.lock();
        try {
            return registration.get();
        } finally {
            REGISTERING.unlock();
        }
    }

    private static <M extends Meter, B extends Meter.Builder<B, M>> M create(B builder) {
        return locked(() -> REGISTRY.getOrCreate(builder));
    }

    static Counter counter(String name, String help, Tag... tags) {
        return create(Counter.builder(PREFIX + name).description(help).tags(List.of(tags)));
    }

    /// A histogram of durations. No percentiles: they cannot be aggregated over replicas, and cost time at every call.
    static Timer timer(String name, String help, Tag tag) {
        return create(
                Timer.builder(PREFIX + name)
                        .description(help)
                        .tags(List.of(tag))
                        .percentiles(new double[0])
                        .buckets(BUCKETS));
    }

    /// The number and the sum of durations, without a histogram.
    static Timer timerWithoutBuckets(String name, String help, Tag... tags) {
        return create(
                Timer.builder(PREFIX + name)
                        .description(help)
                        .tags(List.of(tags))
                        .percentiles(new double[0])
                        .buckets(new Duration[0]));
    }

    static void remove(String name, Tag... tags) {
        locked(() -> REGISTRY.remove(PREFIX + name, List.of(tags)));
    }

    /// A value read at each scrape; replaces an earlier gauge of that name and these tags.
    static void gauge(String name, String help, DoubleSupplier value, Tag... tags) {
        remove(name, tags);
        create(
                Gauge.builder(PREFIX + name, value::getAsDouble)
                        .description(help)
                        .tags(List.of(tags)));
    }

    /// A counter read at each scrape; replaces an earlier one of that name and these tags. The registry holds `owner`
    /// weakly.
    static <T> void count(String name, String help, T owner, Function<T, Long> value, Tag... tags) {
        remove(name, tags);
        create(
                FunctionalCounter.builder(PREFIX + name, owner, value)
                        .description(help)
                        .tags(List.of(tags)));
    }
}
