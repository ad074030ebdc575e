package dev.connectorproxy.longrunning.callback;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTableTest {
    private final BackoffTable withoutJitter = new BackoffTable(() -> 0.5);

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "1, PT1S",
        "2, PT2S",
        "3, PT5S",
        "4, PT15S",
        "5, PT1M",
        "6, PT5M",
        "7, PT30M",
        "8, PT2H",
        "9, PT6H",
        "10, PT12H"
    })
    void theDelayGrowsWithTheFailures(int failures, Duration wait) {
        assertThat(withoutJitter.delay(failures, Optional.empty()), is(Optional.of(wait)));
    }

    @Test
    void isGivenUpAfterTheLastDelay() {
        assertThat(withoutJitter.delay(11, Optional.empty()), is(Optional.empty()));
    }

    @Test
    void jitterIsAFifthOfTheDelay() {
        assertThat(
                new BackoffTable(() -> 0).delay(3, Optional.empty()),
                is(Optional.of(Duration.ofSeconds(4))));
        assertThat(
                new BackoffTable(() -> 1).delay(3, Optional.empty()),
                is(Optional.of(Duration.ofSeconds(6))));
    }

    @Test
    void aLongerRetryAfterCountsUpToTheLongestDelay() {
        assertThat(
                withoutJitter.delay(1, Optional.of(Duration.ofSeconds(90))),
                is(Optional.of(Duration.ofSeconds(90))));
        assertThat(
                withoutJitter.delay(5, Optional.of(Duration.ofSeconds(9))),
                is(Optional.of(Duration.ofMinutes(1))));
        assertThat(
                withoutJitter.delay(1, Optional.of(Duration.ofDays(3))),
                is(Optional.of(Duration.ofHours(12))));
    }
}
