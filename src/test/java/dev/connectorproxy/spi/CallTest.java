package dev.connectorproxy.spi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.sameInstance;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTest {
    private final Call call =
            new Call(
                    "id",
                    true,
                    Optional.of("trace"),
                    System.nanoTime() + Duration.ofMinutes(5).toNanos(),
                    Call.Trail.NONE,
                    Call.Memory.UNBOUNDED,
                    Optional.of("key"));

    @Test
    void withinAShorterTimeEndsEarlierAndIsTheSameOtherwise() {
        var shorter = call.within(Duration.ofMinutes(1));

        assertThat(shorter.left(), is(lessThanOrEqualTo(Duration.ofMinutes(1))));
        assertThat(shorter.left(), is(greaterThan(Duration.ZERO)));
        assertThat(
                shorter,
                is(
                        new Call(
                                "id",
                                true,
                                call.traceparent(),
                                shorter.deadline(),
                                call.trail(),
                                call.memory(),
                                call.idempotencyKey())));
    }

    @Test
    void withinALongerTimeKeepsItsDeadline() {
        assertThat(call.within(Duration.ofSeconds(Long.MAX_VALUE)), is(sameInstance(call)));
    }

    @Test
    void endsAnOwnCallOfTheProxyAfterItsTimeoutAndForwardsNoId() {
        var minute = Duration.ofMinutes(1);

        var own = Call.ofProxy(minute);

        assertThat(own.left(), lessThanOrEqualTo(minute));
        assertThat(own.left(), greaterThan(Duration.ZERO));
        assertThat(own.requestIdGiven(), is(false));
    }
}
