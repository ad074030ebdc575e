package dev.connectorproxy.deadline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class BoundedTaskTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void returnsTheResult() throws Exception {
        var task = start(() -> "result");

        assertThat(task.await(future()), is("result"));
        assertThat("again", task.await(future()), is("result"));
    }

    @Test
    void passesTheFailureOnAsTheCause() {
        var failure = new IOException();
        var task =
                start(() -> {
                    throw failure;
                });

        var thrown = assertThrows(ExecutionException.class, () -> task.await(future()));

        assertThat(thrown.getCause(), sameInstance(failure));
    }

    @Test
    void interruptsTheCodeAtTheDeadline() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        var task =
                start(() -> {
                    begun.countDown();
                    try {
                        return release.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        interrupted.complete(true);
                        throw e;
                    }
                });
        begun.await();
        assertThat(task.endsWithin(Duration.ZERO), is(false));

        assertThrows(TimeoutException.class, () -> task.await(System.nanoTime()));

        assertThat(interrupted.get(30, TimeUnit.SECONDS), is(true));
        assertThat(task.endsWithin(LONG), is(true));
    }

    @Test
    void abandonsCodeThatIgnoresTheInterrupt() throws Exception {
        var begun = new CountDownLatch(1);
        var task =
                start(() -> {
                    begun.countDown();
                    return ignoreInterrupts();
                });
        begun.await();

        assertThrows(TimeoutException.class, () -> task.await(System.nanoTime()));

        assertThat(task.isRunning(), is(true));
        release.countDown();
        assertThat(task.endsWithin(LONG), is(true));
        assertThat(task.isRunning(), is(false));
    }

    @Test
    void interruptsTheCodeWhenItsCallerIsInterrupted() throws Exception {
        var task = start(() -> release.await(30, TimeUnit.SECONDS));

        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> task.await(future()));

        assertThat(Thread.interrupted(), is(false));
        assertThat(task.endsWithin(LONG), is(true));
    }

    private static long future() {
        return System.nanoTime() + LONG.toNanos();
    }

    private static <T> BoundedTask<T> start(Callable<T> code) {
        return BoundedTask.start(Thread.ofVirtual().factory(), code);
    }

    private boolean ignoreInterrupts() {
        while (true) {
            try {
                release.await();
                return true;
            } catch (InterruptedException _) {
                // that is what this code does
            }
        }
    }
}
