package dev.connectorproxy.deadline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final long FAR = Duration.ofMinutes(10).toNanos();

    @Test
    void interruptsTheThreadAtTheDeadlineAndTakesItsInterruptBack() {
        var never = new CountDownLatch(1);

        try (var _ = Watchdog.interruptAt(System.nanoTime())) {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            assertThrows(InterruptedException.class, () -> never.await(30, TimeUnit.SECONDS));
            Thread.currentThread().interrupt(); // as code does that caught the exception
        }

        assertThat(Thread.interrupted(), is(false));
    }

    @Test
    void keepsAnInterruptThatItDidNotSend() {
        try (var _ = Watchdog.interruptAt(System.nanoTime() + FAR)) {
            Thread.currentThread().interrupt();
        }

        assertThat(Thread.interrupted(), is(true));
    }

    @Test
    void interruptsNothingAfterTheWatchIsClosed() {
        Watchdog.interruptAt(System.nanoTime()).close();

        cancelsATaskAfterItsDeadline(); // then all watches have been checked

        assertThat(Thread.interrupted(), is(false));
    }

    @Test
    void cancelsATaskAfterItsDeadline() {
        var work = new CompletableFuture<String>();

        try (var _ = Watchdog.runAt(() -> work.cancel(true), System.nanoTime())) {
            assertThrows(CancellationException.class, () -> work.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void doesNotCancelATaskInTimeOrNoLongerWatched() {
        var inTime = new CompletableFuture<String>();
        var unwatched = new CompletableFuture<String>();
        Watchdog.runAt(() -> unwatched.cancel(true), System.nanoTime()).close();

        try (var _ = Watchdog.runAt(() -> inTime.cancel(true), System.nanoTime() + FAR)) {
            cancelsATaskAfterItsDeadline(); // then all watches have been checked
        }

        assertThat(inTime.isCancelled(), is(false));
        assertThat(unwatched.isCancelled(), is(false));
    }
}
