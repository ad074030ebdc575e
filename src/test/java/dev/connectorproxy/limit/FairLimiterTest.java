package dev.connectorproxy.limit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.Await;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FairLimiterTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Shares TWO = Shares.of(List.of("a", "b"));

    @Test
    void oneHolderAloneMayUseEverything() {
        var limiter = new FairLimiter(64, Shares.of(List.of("only")));

        assertThat(takeAll(limiter, "only"), is(64));
        assertThat(limiter.tryAcquire("only", 1), is(false));
    }

    @Test
    void withoutSharesWhoeverComesFirstGetsEverything() {
        var limiter = new FairLimiter(64, Shares.NONE);

        assertThat(takeAll(limiter, "a"), is(64));
        assertThat(takeAll(limiter, "b"), is(0));
    }

    @ParameterizedTest(name = "{0} permits of {1} keys: {2} guaranteed")
    @CsvSource({"1024, 4, 102", "256, 2, 42", "64, 4, 6", "40960, 4, 4096", "64, 40, 0"})
    void everyHolderGetsItsGuaranteedPartHoweverManyOthersTakeAllTheyCan(
            int permits, int keys, int guaranteed) {
        var names = new Random(1).ints(keys).mapToObj(number -> "key" + number).toList();
        var limiter = new FairLimiter(permits, Shares.of(names));
        names.subList(1, keys).forEach(name -> takeAll(limiter, name));
        takeAll(limiter, Shares.ANONYMOUS);

        assertThat(limiter.tryAcquire(names.getFirst(), guaranteed), is(true));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 64, 1024})
    void oneHolderLeavesAtLeastAThirdToAnother(int permits) {
        var limiter = new FairLimiter(permits, TWO);

        int first = takeAll(limiter, "a");
        int second = takeAll(limiter, "b");

        assertThat(first, is(greaterThan(0)));
        assertThat(second, is(greaterThan(0)));
        assertThat(first + second, is(lessThanOrEqualTo(permits)));
        assertThat(second * 2, is(greaterThan(first - 2)));
    }

    @Test
    void theOnlyPermitIsGrantedToWhoeverComesFirst() {
        var limiter = new FairLimiter(1, TWO);

        assertThat(limiter.tryAcquire("a", 1), is(true));
        assertThat(limiter.tryAcquire("b", 1), is(false));
        limiter.release("a", 1);
        assertThat(limiter.tryAcquire("b", 1), is(true));
    }

    @Test
    void noneOfManyUnknownHoldersUsesUpALimit() {
        var limiter = new FairLimiter(32, Shares.OF_UNKNOWN);

        assertThat(takeAll(limiter, "hung.example"), is(16));
        assertThat(takeAll(limiter, "hung.too.example"), is(8));
        assertThat(limiter.tryAcquire("healthy.example", 4), is(true));
    }

    @Test
    void permitsThatAreGivenBackCanBeTakenAgainByAnybody() {
        var limiter = new FairLimiter(64, TWO);
        int taken = takeAll(limiter, "a");

        limiter.release("a", taken);

        assertThat(limiter.used("a"), is(0));
        assertThat(takeAll(limiter, "b"), is(taken));
    }

    @Test
    void aHolderGetsNoMoreThanThereIsAtOnce() {
        var limiter = new FairLimiter(64, TWO);

        assertThat(limiter.tryAcquire("a", 65), is(false));
        assertThat(limiter.tryAcquire("a", Integer.MAX_VALUE), is(false));
        assertThat(limiter.used("a"), is(0));
    }

    @Test
    void aWaiterOfOneHolderDoesNotHoldUpAnother() throws Exception {
        var limiter = new FairLimiter(64, TWO);
        takeAll(limiter, "a");
        var waiting = new FutureTask<>(() -> limiter.acquire("a", 1, LONG));
        awaitWaiting(Thread.ofVirtual().start(waiting));

        assertThat(limiter.acquire("b", 1, LONG), is(true));

        limiter.release("b", 1);
        limiter.release("a", 1);
        assertThat(waiting.get(), is(true));
    }

    @Test
    void waitersOfOneHolderAreAdmittedInTheOrderOfTheirArrival() throws Exception {
        var limiter = new FairLimiter(4, Shares.NONE);
        limiter.tryAcquire("a", 4);
        var large = new FutureTask<>(() -> limiter.acquire("a", 4, LONG));
        awaitWaiting(Thread.ofVirtual().start(large));
        var small = new FutureTask<>(() -> limiter.acquire("a", 1, LONG));
        awaitWaiting(Thread.ofVirtual().start(small));

        limiter.release("a", 1);
        assertThat(small.isDone(), is(false));
        limiter.release("a", 3);

        assertThat(large.get(), is(true));
        limiter.release("a", 4);
        assertThat(small.get(), is(true));
    }

    @Test
    void aWaiterWhoseTimeIsOverGetsNothing() throws Exception {
        var limiter = new FairLimiter(1, Shares.NONE);
        limiter.tryAcquire("a", 1);

        assertThat(limiter.acquire("a", 1, Duration.ofNanos(1)), is(false));
        assertThat(limiter.acquire("a", 1, Duration.ofSeconds(-1)), is(false));

        limiter.release("a", 1);
        assertThat(limiter.used("a"), is(0));
    }

    @Test
    void anInterruptedWaiterGetsNothing() {
        var limiter = new FairLimiter(1, Shares.NONE);
        limiter.tryAcquire("a", 1);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> limiter.acquire("a", 1, LONG));

        limiter.release("a", 1);
        assertThat(limiter.tryAcquire("b", 1), is(true));
    }

    @Test
    void isIdleWhenTheLastPermitIsGivenBack() throws Exception {
        var limiter = new FairLimiter(8, TWO);
        limiter.tryAcquire("a", 1);
        limiter.tryAcquire("b", 1);
        limiter.release("a", 1);
        assertThat(limiter.awaitIdle(Duration.ZERO), is(false));
        var idle = new FutureTask<>(() -> limiter.awaitIdle(LONG));
        awaitWaiting(Thread.ofVirtual().start(idle));

        limiter.release("b", 1);

        assertThat(idle.get(), is(true));
    }

    @Test
    void theUnitsNeverExceedTheLimitAndNoneIsLost() throws Exception {
        var limiter = new FairLimiter(50, Shares.of(List.of("a", "b", "c")));
        var random = new Random(7);
        var names = List.of("a", "b", "c", Shares.ANONYMOUS);
        var held = new int[names.size()];

        for (int i = 0; i < 10_000; i++) {
            int holder = random.nextInt(names.size());
            int count = random.nextInt(12);
            if (random.nextBoolean()) {
                held[holder] += limiter.tryAcquire(names.get(holder), count) ? count : 0;
            } else {
                count = Math.min(count, held[holder]);
                limiter.release(names.get(holder), count);
                held[holder] -= count;
            }
            assertThat(held[0] + held[1] + held[2] + held[3], is(lessThanOrEqualTo(50)));
        }

        for (int holder = 0; holder < held.length; holder++) {
            assertThat(limiter.used(names.get(holder)), is(held[holder]));
            limiter.release(names.get(holder), held[holder]);
        }
        assertThat(limiter.awaitIdle(Duration.ZERO), is(true));
    }

    private static int takeAll(FairLimiter limiter, String holder) {
        int taken = 0;
        while (limiter.tryAcquire(holder, 1)) {
            taken++;
        }
        return taken;
    }

    private static void awaitWaiting(Thread thread) {
        Await.condition("it waits", () -> thread.getState() == Thread.State.TIMED_WAITING);
    }
}
