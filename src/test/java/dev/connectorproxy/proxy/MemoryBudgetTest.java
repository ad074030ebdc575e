package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final int KIB = 1024;

    private final MemoryBudget budget =
            new MemoryBudget(
                    new LimitSettings(
                            Duration.ofSeconds(40), KIB, 8 * KIB, 1, 1, 1, Duration.ofMillis(20)));

    @Test
    void refusesMoreThanTheLimitAndNamesTheSetting() {
        budget.share().take(6 * KIB);

        var refused =
                assertThrows(ConnectorException.class, () -> budget.share().take(2 * KIB + 1));

        assertThat(refused.code(), is("ProxyOverloaded"));
        assertThat(refused.httpStatus(), is(503));
        assertThat(refused.getMessage(), containsString("limits.body-bytes"));
    }

    @Test
    void releasesAShareOnceHoweverOftenItIsClosed() {
        var share = budget.share();
        share.take(5 * KIB);
        share.take(3 * KIB);
        share.close();
        share.close();

        var other = budget.share();
        other.take(8 * KIB);

        assertThrows(ConnectorException.class, () -> budget.share().take(1));
    }

    @Test
    void grantsNothingToAClosedShare() {
        var share = budget.share();
        share.close();

        assertThrows(ConnectorException.class, () -> share.take(KIB));

        assertDoesNotThrow(() -> budget.share().take(8 * KIB));
    }

    @Test
    void waitsForAShareThatIsClosedInTime() {
        var patient =
                new MemoryBudget(
                        new LimitSettings(
                                Duration.ofSeconds(40),
                                KIB,
                                8 * KIB,
                                1,
                                1,
                                1,
                                Duration.ofSeconds(20)));
        var first = patient.share();
        first.take(8 * KIB);

        Thread.startVirtualThread(first::close);

        assertDoesNotThrow(() -> patient.share().take(8 * KIB));
    }

    @Test
    void doesNotWaitForAnInterruptedCall() {
        budget.share().take(8 * KIB);

        Thread.currentThread().interrupt();
        assertThrows(ConnectorException.class, () -> budget.share().take(1));

        assertThat(Thread.interrupted(), is(true));
    }
}
