package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// All instances share the registry of the process, so each test has hosts of its own.
class TargetMetricsTest {
    private static final String NAME = "connector_proxy_egress_target_duration";

    private final String suffix = "." + UUID.randomUUID() + ".example";
    private final AtomicLong time = new AtomicLong();

    @Test
    void timesAHostByItsOutcomeOnceItIsUsedOften() {
        var metrics = new TargetMetrics(2, time::get);
        use(metrics, "a", 9);

        assertThat(isMeasured("a"), is(false));
        metrics.ended("a" + suffix, 503, TimeUnit.SECONDS.toNanos(2));
        metrics.ended("a" + suffix, 0, 1);
        metrics.ended("a" + suffix, 599, TimeUnit.SECONDS.toNanos(3));

        assertThat(count("a", "5xx"), is(2L));
        assertThat(count("a", "failure"), is(1L));
        assertThat(timer("a", "5xx").totalTime(TimeUnit.SECONDS), is(5.0));
    }

    @Test
    void manyHostsDoNotMakeManyTimers() {
        var metrics = new TargetMetrics(2, time::get);

        for (int i = 0; i < 500; i++) {
            use(metrics, "junk-" + i, 10);
        }

        assertThat(measured(), lessThanOrEqualTo(2L));
        assertThat(count("junk-0", "2xx"), is(1L));
    }

    @Test
    void aHostThatIsUsedMoreReplacesTheLeastUsedOneOnceAMinute() {
        var metrics = new TargetMetrics(2, time::get);
        use(metrics, "often", 100);
        use(metrics, "junk", 12);
        use(metrics, "new", 20);
        use(metrics, "newer", 19);
        assertThat(isMeasured("new"), is(false));

        pass(Duration.ofSeconds(61));
        metrics.ended("any" + suffix, 200, 1);
        use(metrics, "new", 1);

        assertThat(count("new", "2xx"), is(1L));
        assertThat(isMeasured("junk"), is(false));
        assertThat(isMeasured("often"), is(true));
        assertThat(isMeasured("newer"), is(false));
    }

    @Test
    void aHostThatIsNotUsedMuchMoreReplacesNone() {
        var metrics = new TargetMetrics(1, time::get);
        use(metrics, "old", 30);
        use(metrics, "new", 35);

        pass(Duration.ofSeconds(61));
        use(metrics, "new", 1);

        assertThat(isMeasured("old"), is(true));
        assertThat(isMeasured("new"), is(false));
    }

    @Test
    void hostsThatWereFloodedGiveWayToThoseInUse() {
        var metrics = new TargetMetrics(1, time::get);
        use(metrics, "flooded", 1_000_000);

        for (int minute = 0; minute < 20 && isMeasured("flooded"); minute++) {
            use(metrics, "steady", 30);
            pass(Duration.ofMinutes(1));
        }
        use(metrics, "steady", 1);

        assertThat(isMeasured("flooded"), is(false));
        assertThat(isMeasured("steady"), is(true));
    }

    @Test
    void noHostIsMeasuredWhereTheSettingIsZero() {
        var metrics = new TargetMetrics(0, time::get);

        use(metrics, "a", 1_000);

        assertThat(measured(), is(0L));
    }

    private void use(TargetMetrics metrics, String host, int requests) {
        for (int i = 0; i < requests; i++) {
            metrics.ended(host + suffix, 200, 1);
        }
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    private boolean isMeasured(String host) {
        return Meters.REGISTRY.meters().stream()
                .anyMatch(meter -> target(meter).equals(host + suffix));
    }

    private long measured() {
        return Meters.REGISTRY.meters().stream()
                .map(TargetMetricsTest::target)
                .filter(target -> target.endsWith(suffix))
                .distinct()
                .count();
    }

    private static String target(io.helidon.metrics.api.Meter meter) {
        return meter.id().name().equals(NAME) ? meter.id().tagsMap().get("target") : "";
    }

    private long count(String host, String outcome) {
        return timer(host, outcome).count();
    }

    private Timer timer(String host, String outcome) {
        var tags = List.of(Tag.create("target", host + suffix), Tag.create("outcome", outcome));
        return Meters.REGISTRY.meter(Timer.class, NAME, tags).orElseThrow();
    }
}
