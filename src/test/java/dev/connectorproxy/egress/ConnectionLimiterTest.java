package dev.connectorproxy.egress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.EgressSettings.Limits;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimiterTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(1);

    @Test
    void leavesConnectionsToOtherCallersAndCountsWhatItRefuses() throws Exception {
        var limiter = limiter(4, SHORT);
        var one = limiter.acquire("a:1", "one", LONG);
        var two = limiter.acquire("a:1", "one", LONG);

        var failure =
                assertThrows(ConnectorException.class, () -> limiter.acquire("a:1", "one", LONG));
        limiter.acquire("a:1", "two", LONG);

        assertThat(failure.code(), is("ProxyOverloaded"));
        assertThat(failure.getMessage(), containsString("a:1"));
        assertThat(limiter.used("one"), is(2L));
        assertThat(limiter.refusals("one"), is(1L));
        assertThat(limiter.used("two"), is(1L));
        assertThat(limiter.refusals("two"), is(0L));
        one.close();
        two.close();
        assertThat(limiter.used("one"), is(0L));
    }

    /// Would take minutes otherwise.
    @ParameterizedTest
    @CsvSource({"PT5M, PT0.001S", "PT0.001S, PT5M"})
    void waitsNoLongerThanTheCallAndTheSettingAllow(Duration setting, Duration left)
            throws Exception {
        var limiter = limiter(1, setting);
        limiter.acquire("a:1", "one", LONG);

        assertThrows(ConnectorException.class, () -> limiter.acquire("a:1", "one", left));

        assertThat(limiter.refusals("one"), is(1L));
    }

    @Test
    void countsTheRequestsOfACallerToAllOrigins() throws Exception {
        var limiter = new PerHostLimiter(limits(1, SHORT), Shares.NONE);
        limiter.acquire("a:1", "one", LONG);
        limiter.acquire("b:1", "one", LONG);

        assertThrows(ConnectorException.class, () -> limiter.acquire("a:1", "two", LONG));

        assertThat(limiter.used("one"), is(2L));
        assertThat(limiter.used("two"), is(0L));
        assertThat(limiter.refusals("one"), is(0L));
        assertThat(limiter.refusals("two"), is(1L));
    }

    private static ConnectionLimiter limiter(int connections, Duration wait) {
        return new ConnectionLimiter(limits(connections, wait), Shares.of(List.of("one", "two")));
    }

    private static Limits limits(int connections, Duration wait) {
        return new Limits(connections, 1, 0, wait, 1, 1);
    }
}
