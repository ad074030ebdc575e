package dev.connectorproxy.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.Await;
import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionInputTest {
    private final RecordingSocket socket = new RecordingSocket();
    private final ConnectionInput input = new ConnectionInput(socket);
    private final CountDownLatch hungUp = new CountDownLatch(1);

    @Test
    void readsNothingAheadWithoutAWatchOrBeforeItIsASecondOld() {
        peerSends("a");

        input.readAheadIfWatched(after(Duration.ofHours(1)));
        var watch = input.watch(hungUp::countDown);
        input.readAheadIfWatched(ClientTimeout.now());
        watch.close();
        input.readAheadIfWatched(after(Duration.ofHours(1)));

        assertThat(socket.input, hasSize(1));
        assertThat(next(), is("a"));
    }

    @Test
    void keepsWhatItReadsAheadInItsOrder() {
        try (var _ = input.watch(hungUp::countDown)) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
            peerSends("a");
            peerSends("b");
            Await.condition("both are read", socket.input::isEmpty);
        }
        peerSends("c");
        peerSends("d");

        assertThat(next() + next() + next() + next(), is("abcd"));
        assertThat(input.isHungUp(), is(false));
    }

    @Test
    void reportsTheEndBehindWhatIsReadAhead() throws InterruptedException {
        try (var _ = input.watch(hungUp::countDown)) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
            peerSends("a");
            peerEnds();

            assertThat(hungUp.await(30, TimeUnit.SECONDS), is(true));
        }
        peerEnds(); // a socket reports its end again and again

        assertThat(input.isHungUp(), is(true));
        assertThat(next(), is("a"));
        assertThat(input.get(), is(nullValue()));
    }

    @Test
    void reportsAKnownEndToTheNextWatchAtOnce() {
        try (var _ = input.watch(() -> {})) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
            peerEnds();
            Await.condition("the end is known", input::isHungUp);
        }
        var calls = new AtomicInteger();

        input.watch(calls::incrementAndGet).close();

        assertThat(calls.get(), is(1));
    }

    @Test
    void aReadThatBeganDuringAWatchServesTheNextWatchToo() throws InterruptedException {
        try (var _ = input.watch(() -> {})) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
        }
        try (var _ = input.watch(hungUp::countDown)) {
            peerEnds();

            assertThat(hungUp.await(30, TimeUnit.SECONDS), is(true));
        }
    }

    @Test
    void waitsForAReadThatBeganDuringAWatch() {
        try (var _ = input.watch(hungUp::countDown)) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
        }
        peerSends("a");

        assertThat(next(), is("a"));
    }

    @Test
    void anInterruptEndsTheWaitForAReadThatBeganDuringAWatch() {
        try (var _ = input.watch(hungUp::countDown)) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
        }
        Thread.currentThread().interrupt();

        assertThrows(CloseConnectionException.class, input::get);

        assertThat(Thread.interrupted(), is(true));
        peerEnds();
    }

    @Test
    void readsNoFurtherAheadThanItsMaximum() {
        try (var _ = input.watch(hungUp::countDown)) {
            input.readAheadIfWatched(after(Duration.ofSeconds(2)));
            peerSends("a".repeat(64 * 1024));
            Await.condition("that is read", socket.input::isEmpty);
            peerSends("b");
            input.readAheadIfWatched(after(Duration.ofSeconds(4)));
        }

        assertThat(next().length(), is(64 * 1024));
        assertThat(next(), is("b"));
    }

    private void peerSends(String text) {
        socket.input.add(Optional.of(text.getBytes(US_ASCII)));
    }

    private void peerEnds() {
        socket.input.add(Optional.empty());
    }

    private String next() {
        return new String(input.get(), US_ASCII);
    }

    private static long after(Duration time) {
        return ClientTimeout.now() + time.toNanos();
    }
}
