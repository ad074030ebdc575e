package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.helidon.metrics.api.Tag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a listener that stops removes Helidon's own meters without our lock")
class MetersTest {
    private static final int METERS = 2_000;

    /// Both registries lock themselves and each other.
    @Test
    void metersOfMicrometerAndOfHelidonAreRegisteredAtTheSameTime() throws Exception {
        var micrometer = Meters.REGISTRY.unwrap(MeterRegistry.class);

        var ours =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            for (int i = 0; i < METERS; i++) {
                                Meters.counter("both_registries", "", number(i));
                                Meters.remove("both_registries", number(i));
                            }
                        });
        var theirs =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            for (int i = 0; i < METERS; i++) {
                                var meter = Gauge.builder("both.registries." + i, () -> 1);
                                Meters.locked(() -> micrometer.remove(meter.register(micrometer)));
                            }
                        });

        assertThat(ours.join(Duration.ofMinutes(1)), is(true));
        assertThat(theirs.join(Duration.ofMinutes(1)), is(true));
    }

    private static Tag number(int i) {
        return Tag.create("number", Integer.toString(i));
    }
}
