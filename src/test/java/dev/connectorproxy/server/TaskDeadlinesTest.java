package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TaskDeadlinesTest {
    private static final long FAR = Duration.ofMinutes(10).toNanos();

    private final TaskDeadlines deadlines = new TaskDeadlines();

    @Test
    void cancelsATaskAfterItsDeadline() {
        var work = new CompletableFuture<String>();

        try (var _ = deadlines.watch(work, System.nanoTime())) {
            assertThrows(CancellationException.class, () -> work.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void watchesAgainAfterItHadNothingToWatch() {
        for (var i = 0; i < 5; i++) {
            deadlines.watch(new CompletableFuture<>(), System.nanoTime() + FAR).close();

            cancelsATaskAfterItsDeadline();
        }
    }

    @Test
    void doesNotCancelATaskInTimeOrNoLongerWatched() {
        var inTime = new CompletableFuture<String>();
        var unwatched = new CompletableFuture<String>();
        deadlines.watch(unwatched, System.nanoTime()).close();

        try (var _ = deadlines.watch(inTime, System.nanoTime() + FAR)) {
            cancelsATaskAfterItsDeadline(); // then all tasks have been checked
        }

        assertThat(inTime.isCancelled(), is(false));
        assertThat(unwatched.isCancelled(), is(false));
    }
}
