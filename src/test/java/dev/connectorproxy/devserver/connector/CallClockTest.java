package dev.connectorproxy.devserver.connector;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallClockTest {
    @Test
    void itStandsStillDuringWorkAndGoesOnAfterwards() {
        var seconds = new AtomicLong();
        var clock = new CallClock(() -> Instant.ofEpochSecond(seconds.incrementAndGet()));

        var before = clock.instant();
        var during =
                clock.standingAt(
                        Instant.ofEpochSecond(77), () -> List.of(clock.instant(), clock.instant()));
        var after = clock.instant();

        assertThat(before, is(Instant.ofEpochSecond(1)));
        assertThat(during, is(List.of(Instant.ofEpochSecond(77), Instant.ofEpochSecond(77))));
        assertThat(after, is(Instant.ofEpochSecond(2)));
    }
}
