package dev.connectorproxy.egress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private final Backoff backoff = new Backoff(() -> NOW, () -> 1.0);

    @ParameterizedTest(name = "attempt {0}, from {1} to {2}: {3}")
    @CsvSource({
        "1, PT1S, PT8S, PT1S",
        "2, PT1S, PT8S, PT2S",
        "4, PT1S, PT8S, PT8S",
        "5, PT1S, PT8S, PT8S",
        "2, PT1S, PT1S, PT1S",
        "1, PT1S, PT1S, PT1S",
        "10, PT0.000000001S, PT1S, PT0.000000512S",
        "10, PT1S, PT87600H, PT512S",
        "40, PT1S, PT87600H, PT87600H",
    })
    void doublesUpToItsMaximum(int attempt, Duration first, Duration max, Duration delay) {
        var retries = new Retries(2, first, max);

        assertThat(backoff.delay(attempt, retries, Optional.empty()), is(delay));
    }

    @Test
    void waitsForTheLongerOfItsOwnDelayAndTheOneAskedFor() {
        var retries = new Retries(2, Duration.ofSeconds(3), Duration.ofSeconds(3));

        assertThat(delay(retries, " 4 "), is(Duration.ofSeconds(4)));
        assertThat(delay(retries, "2"), is(Duration.ofSeconds(3)));
        assertThat(delay(retries, "999999999"), is(Duration.ofSeconds(999_999_999)));
        assertThat(delay(retries, "1000000000"), is(Duration.ofSeconds(3)));
        assertThat(delay(retries, "Sun, 22 Nov 2026 12:01:00 GMT"), is(Duration.ofMinutes(1)));
        assertThat(delay(retries, "Sun, 22 Nov 2026"), is(Duration.ofSeconds(3)));
    }

    private Duration delay(Retries retries, String retryAfter) {
        var response =
                new HttpResponse(503, List.of(new Header("Retry-After", retryAfter)), new byte[0]);
        return backoff.delay(1, retries, Optional.of(response));
    }
}
