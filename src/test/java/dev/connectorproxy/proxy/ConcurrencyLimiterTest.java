package dev.connectorproxy.proxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// The queue for the permits of concurrent commands.
class ConcurrencyLimiterTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void letsAQueuedCallInWhenAnotherOneEnds() {
        var limiter = limiter(1, 1, LONG);
        limiter.acquire("key");
        var queued = new Caller(limiter);

        limiter.release("key");

        queued.entered.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(limiter.awaitIdle(Duration.ZERO), is(false));
        limiter.release("key");
        assertThat(limiter.awaitIdle(Duration.ZERO), is(true));
    }

    @Test
    void refusesACallBeyondTheQueueAtOnce() {
        var limiter = limiter(1, 1, LONG);
        limiter.acquire("key");
        var queued = new Caller(limiter);
        long before = System.nanoTime();

        var failure = assertThrows(ConnectorException.class, () -> limiter.acquire("key"));

        assertThat(failure.is(ErrorCode.PROXY_OVERLOADED), is(true));
        assertThat(
                Duration.ofNanos(System.nanoTime() - before), is(lessThan(Duration.ofMinutes(1))));
        assertThat(queued.entered.isDone(), is(false));
        limiter.release("key");
        queued.entered.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Test
    void takesAPlaceInTheQueueBackFromACallThatWaitedTooLong() {
        var limiter = limiter(1, 1, Duration.ofMillis(1));
        limiter.acquire("key");

        for (int i = 0; i < 3; i++) {
            assertThrows(ConnectorException.class, () -> limiter.acquire("key"));
        }

        limiter.release("key");
        limiter.acquire("key");
        limiter.release("key");
        assertThat(limiter.awaitIdle(Duration.ZERO), is(true));
    }

    @Test
    void refusesAQueuedCallWhenItIsClosedMeanwhile() {
        var limiter = limiter(1, 1, LONG);
        limiter.acquire("key");
        var queued = new Caller(limiter);

        limiter.close();
        limiter.release("key");

        var failure = queued.entered.handle((_, thrown) -> thrown).join();
        assertThat(((ConnectorException) failure).getMessage().contains("shutting down"), is(true));
        assertThat(limiter.awaitIdle(Duration.ZERO), is(true));
    }

    /// A caller in the queue.
    private static final class Caller {
        private final CompletableFuture<Boolean> entered = new CompletableFuture<>();

        Caller(ConcurrencyLimiter limiter) {
            var thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    limiter.acquire("key");
                                    entered.complete(true);
                                } catch (ConnectorException e) {
                                    entered.completeExceptionally(e);
                                }
                            });
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(thread.isAlive(), is(true));
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static ConcurrencyLimiter limiter(int inFlight, int waiting, Duration maxWait) {
        var config =
                Config.builder(
                                ConfigSources.create(
                                        Map.of(
                                                "in-flight", Integer.toString(inFlight),
                                                "waiting", Integer.toString(waiting),
                                                "wait", maxWait.toString())))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();
        return new ConcurrencyLimiter(
                LimitSettings.create(new Section(config, new TreeSet<>())), Shares.NONE);
    }
}
