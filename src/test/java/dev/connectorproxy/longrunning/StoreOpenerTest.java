package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.StoreFailures;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class StoreOpenerTest {
    private final OutageLog outages = new OutageLog(Clock.systemUTC());
    private final CopyOnWriteArrayList<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final CompletableFuture<Integer> opened = new CompletableFuture<>();

    @Test
    void aFaultOfTheSettingsEndsTheStart() {
        try (var opener = opener(Duration.ZERO, _ -> StoreFailures.fault())) {
            assertThrows(StoreException.class, opener::open);
            assertThat(opener.isOpen(), is(false));
        }
    }

    @Test
    void anOpenStoreStartsAtOnce() {
        try (var opener = opener(Duration.ofDays(1), _ -> null)) {
            opener.open();
            opener.start(() -> opened.complete(attempts.get()));

            assertThat(opened.getNow(0), is(1));
            assertThat(outages.health(), is(Map.of()));
        }
    }

    @Test
    void triesUntilTheDatabaseCanBeReached() throws Exception {
        try (var opener =
                opener(
                        Duration.ofMillis(1),
                        attempt -> attempt < 4 ? StoreFailures.temporary() : null)) {
            opener.open();
            assertThat(opener.isOpen(), is(false));
            assertThat(
                    outages.health().get(OutageLog.STORE), containsString("with: no connection"));

            opener.start(() -> opened.complete(attempts.get()));

            assertThat(opened.get(30, TimeUnit.SECONDS), is(4));
            assertThat(opener.isOpen(), is(true));
            assertThat(outages.health(), is(Map.of()));
            assertThat(
                    lines,
                    contains(
                            containsString("operations of the store fail since"),
                            containsString("operations of the store succeed again")));
        }
    }

    @Test
    void aFaultThatIsFoundLaterIsShownAndTriedAgain() throws Exception {
        var tried = new CountDownLatch(3);
        var opener =
                opener(
                        Duration.ofMillis(1),
                        attempt -> {
                            tried.countDown();
                            return switch (attempt) {
                                case 1 -> StoreFailures.temporary();
                                case 2 -> new IllegalStateException("secret");
                                default -> StoreFailures.fault();
                            };
                        });
        opener.open();
        opener.start(() -> opened.complete(attempts.get()));

        assertThat(tried.await(30, TimeUnit.SECONDS), is(true));
        opener.close();

        assertThat(outages.health().get(OutageLog.STORE), containsString("the key is wrong"));
        assertThat(attempts.get(), greaterThan(2));
        assertThat(opened.isDone(), is(false));
    }

    @Test
    void closingInterruptsAnAttemptAndStartsNothing() throws Exception {
        var attempting = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        var opener =
                opener(
                        Duration.ZERO,
                        attempt -> {
                            if (attempt == 1) {
                                return StoreFailures.temporary();
                            }
                            attempting.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                interrupted.complete(true);
                            }
                            return null; // opened in spite of it
                        });
        opener.open();
        opener.start(() -> opened.complete(attempts.get()));
        assertThat(attempting.await(30, TimeUnit.SECONDS), is(true));

        opener.close();

        assertThat(interrupted.getNow(false), is(true));
        assertThat(opened.isDone(), is(false));
    }

    /// @param failures by the number of the attempt; null for none
    private StoreOpener opener(Duration pause, IntFunction<RuntimeException> failures) {
        Runnable opening =
                () -> {
                    var failure = failures.apply(attempts.incrementAndGet());
                    if (failure != null) {
                        throw failure;
                    }
                };
        return new StoreOpener(opening, outages, lines::add, pause);
    }
}
