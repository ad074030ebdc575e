package dev.connectorproxy.observe;

import io.helidon.metrics.api.Tag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.List;

/// Metrics of the process and its JVM, with the names that dashboards for Micrometer know, and which build it is.
public final class ProcessMetrics {
    private ProcessMetrics() {}

    /// Registers them; to be called once in the life of the process.
    ///
    /// @param version of the program
    public static void register(String version) {
        Meters.gauge(
                "build_info",
                "Always 1; the labels tell which build runs",
                () -> 1,
                Tag.create("version", version),
                Tag.create("java", Runtime.version().toString()));
        var registry = Meters.REGISTRY.unwrap(MeterRegistry.class);
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(meters ->
                        Meters.locked(() -> {
                            meters.bindTo(registry);
                            return meters;
                        }));
    }
}
