package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsedStatesTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final UsedStates used = new UsedStates(now::get);

    private static SigninState state(int number) {
        return new SigninState("text", "nonce-" + number, START.plusSeconds(600));
    }

    @Test
    void aStateIsUnusedForOneOfManyConcurrentCallers() throws InterruptedException {
        var firsts = new AtomicInteger();
        Callable<Integer> asking =
                () -> used.markUsed(state(1)) ? firsts.incrementAndGet() : firsts.get();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(IntStream.range(0, 100).mapToObj(_ -> asking).toList());
        }

        assertThat(firsts.get(), is(1));
    }

    @Test
    void onlyTheOldestOfTooManyAreDroppedBeforeTheyExpire() {
        IntStream.range(0, 10_000).forEach(number -> used.markUsed(state(number)));
        assertThat(used.markUsed(state(1)), is(false));

        used.markUsed(state(10_000));

        assertThat(used.markUsed(state(9_999)), is(false));
        assertThat(used.markUsed(state(0)), is(true));
    }

    @Test
    void anExpiredStateIsDropped() {
        used.markUsed(state(1));

        now.set(START.plusSeconds(600));

        assertThat(used.markUsed(state(1)), is(true));
    }
}
