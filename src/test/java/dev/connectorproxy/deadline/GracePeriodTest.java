package dev.connectorproxy.deadline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GracePeriodTest {
    @Test
    void anOuterLayerWaitsLongerThanTheWatchdogNeedsForTheInnerOne() {
        var inner = Duration.ZERO;

        for (var period : GracePeriod.values()) {
            assertThat(period.name(), period.duration(), greaterThan(inner.plus(Watchdog.TICK)));
            inner = period.duration();
        }
    }

    @Test
    void endsThatLongAfterTheDeadline() {
        assertThat(GracePeriod.CALLER.after(1_000), is(250_001_000L));
    }
}
