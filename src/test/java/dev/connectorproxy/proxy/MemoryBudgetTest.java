package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.ConnectorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final int KIB = 1024;

    private final MemoryBudget budget =
            new MemoryBudget(
                    new LimitSettings(
                            Duration.ofSeconds(40),
                            KIB,
                            8 * KIB,
                            1,
                            1,
                            1,
                            Duration.ofMillis(20),
                            true),
                    Shares.NONE);

    @Test
    void refusesMoreThanTheLimitAndNamesTheSetting() {
        budget.newCall("a").take(6 * KIB);

        var refused =
                assertThrows(ConnectorException.class, () -> budget.newCall("a").take(2 * KIB + 1));

        assertThat(refused.code(), is("ProxyOverloaded"));
        assertThat(refused.httpStatus(), is(503));
        assertThat(refused.getMessage(), containsString("limits.body-bytes"));
    }

    @Test
    void releasesAShareOnceHoweverOftenItIsClosed() {
        var share = budget.newCall("a");
        share.take(5 * KIB);
        share.take(3 * KIB);
        share.close();
        share.close();

        var other = budget.newCall("a");
        other.take(8 * KIB);

        assertThrows(ConnectorException.class, () -> budget.newCall("a").take(1));
    }

    @Test
    void grantsNothingToAClosedShare() {
        var share = budget.newCall("a");
        share.close();

        assertThrows(ConnectorException.class, () -> share.take(KIB));

        assertDoesNotThrow(() -> budget.newCall("a").take(8 * KIB));
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
                                Duration.ofSeconds(20),
                                true),
                        Shares.NONE);
        var first = patient.newCall("a");
        first.take(8 * KIB);

        Thread.startVirtualThread(first::close);

        assertDoesNotThrow(() -> patient.newCall("a").take(8 * KIB));
    }

    @Test
    void doesNotWaitForAnInterruptedCall() {
        budget.newCall("a").take(8 * KIB);

        Thread.currentThread().interrupt();
        assertThrows(ConnectorException.class, () -> budget.newCall("a").take(1));

        assertThat(Thread.interrupted(), is(true));
    }
}
