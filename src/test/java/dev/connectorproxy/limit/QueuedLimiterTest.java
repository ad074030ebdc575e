package dev.connectorproxy.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class QueuedLimiterTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void theWaitingCallsOfOneHolderLeavePlacesToAnother() throws Exception {
        var limiter = new QueuedLimiter(6, 6, LONG, Shares.of(List.of("a", "b")));
        for (var holder : List.of("a", "a", "a", "b", "b")) {
            assertThat(limiter.acquire(holder, LONG), is(true));
        }

        var ofOne = List.of(start(limiter, "a"), start(limiter, "a"), start(limiter, "a"));
        var refused = start(limiter, "a");
        var ofAnother = start(limiter, "b");

        assertThat(refused.get(), is(false));
        assertThat(ofOne.stream().anyMatch(FutureTask::isDone), is(false));
        limiter.release("b");
        assertThat(ofAnother.get(), is(true));
    }

    @Test
    void refusesAtOnceWhereNobodyMayWait() throws Exception {
        var limiter = new QueuedLimiter(1, 0, LONG, Shares.NONE);
        limiter.acquire("a", LONG);

        assertThat(limiter.acquire("a", LONG), is(false));
    }

    @Test
    void waitsNoLongerThanTheCallHasLeft() throws Exception {
        var limiter = new QueuedLimiter(1, 1, LONG, Shares.NONE);
        limiter.acquire("a", LONG);

        assertThat(limiter.acquire("a", Duration.ofMillis(1)), is(false));

        limiter.release("a");
        assertThat(limiter.acquire("a", LONG), is(true));
    }

    /// Starts to wait for a permit.
    private static FutureTask<Boolean> start(QueuedLimiter limiter, String holder) {
        var task = new FutureTask<>(() -> limiter.acquire(holder, LONG));
        var thread = Thread.ofVirtual().start(task);
        Await.condition(
                "it waits, or is refused",
                () -> task.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
        return task;
    }
}
