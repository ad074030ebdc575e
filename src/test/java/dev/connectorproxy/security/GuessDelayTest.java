package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuessDelayTest {
    private static final SourceAddress SOURCE = new SourceAddress("203.0.113.7");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // overflows soon
    private final List<Duration> delays = new ArrayList<>();
    private final GuessDelay delay = new GuessDelay(nanos::get, delays::add);

    @Test
    void growsWithEachWrongKeyUpToFiveSeconds() {
        guess(SOURCE, 12);

        assertThat(
                delays.stream().map(Duration::toMillis).toList(),
                contains(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L));
    }

    @Test
    void staysAtItsMaximum() {
        guess(SOURCE, 1_000);

        assertThat(delays.getLast(), is(GuessDelay.MAX_DELAY));
    }

    @Test
    void isCountedForEachSource() {
        guess(SOURCE, 5);
        delays.clear();

        guess(new SourceAddress("203.0.113.8"), 3);

        assertThat(delays, empty());
    }

    @Test
    void startsAgainAfterTenMinutesWithoutAWrongKey() {
        guess(SOURCE, 8);
        delays.clear();
        nanos.addAndGet(Duration.ofMinutes(10).toNanos() + 1);

        guess(SOURCE, 4);

        assertThat(delays, contains(Duration.ofMillis(100)));
    }

    @Test
    void goesOnWithinTenMinutes() {
        guess(SOURCE, 4);
        delays.clear();
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());

        guess(SOURCE, 1);

        assertThat(delays, contains(Duration.ofMillis(200)));
    }

    @Test
    void forgetsTheSourceThatWasQuietForLongest() {
        guess(SOURCE, 8);
        delays.clear();

        Stream.iterate(0, i -> i + 1)
                .limit(GuessDelay.MAX_SOURCES)
                .forEach(i -> guess(new SourceAddress("other " + i), 1));
        guess(SOURCE, 3);

        assertThat(delays, empty());
    }

    @Test
    void refusesTheSeventeenthRequestOfASourceThatWouldWait() throws InterruptedException {
        try (var sleepers = new Sleepers()) {
            sleepers.occupy(SOURCE, GuessDelay.MAX_WAITING_PER_SOURCE);

            assertThat(sleepers.delay.await(SOURCE), is(false));
            assertThat(sleepers.delay.await(new SourceAddress("203.0.113.8")), is(true));
        }
    }

    @Test
    void refusesWhereTooManyOfAllSourcesWait() throws InterruptedException {
        try (var sleepers = new Sleepers()) {
            int perSource = GuessDelay.MAX_WAITING_PER_SOURCE;
            for (int i = 0; i < GuessDelay.MAX_WAITING / perSource; i++) {
                sleepers.occupy(new SourceAddress("source " + i), perSource);
            }

            assertThat(sleepers.delay.await(new SourceAddress("203.0.113.8")), is(false));
        }
    }

    @Test
    void freesThePlacesOfThoseThatHaveWaited() throws InterruptedException {
        var sleepers = new Sleepers();
        sleepers.occupy(SOURCE, GuessDelay.MAX_WAITING_PER_SOURCE);

        sleepers.close();

        assertThat(sleepers.delay.await(SOURCE), is(true));
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        var interrupted =
                new GuessDelay(
                        nanos::get,
                        _ -> {
                            throw new InterruptedException();
                        });

        for (int i = 0; i < 4; i++) {
            assertThat(interrupted.await(SOURCE), is(true));
        }

        assertThat(Thread.interrupted(), is(true));
    }

    private void guess(SourceAddress source, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(delay.await(source), is(true));
        }
    }

    /// Requests that wait until they are closed.
    private static final class Sleepers implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private volatile CountDownLatch asleep;
        private final GuessDelay delay =
                new GuessDelay(
                        () -> 0,
                        _ -> {
                            asleep.countDown();
                            end.await();
                        });

        void occupy(SourceAddress source, int requests) throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                delay.await(source); // without a delay
            }
            asleep = new CountDownLatch(requests);
            for (int i = 0; i < requests; i++) {
                threads.submit(() -> delay.await(source));
            }
            assertThat(asleep.await(20, TimeUnit.SECONDS), is(true));
        }

        @Override
        public void close() {
            end.countDown();
            threads.close();
        }
    }
}
