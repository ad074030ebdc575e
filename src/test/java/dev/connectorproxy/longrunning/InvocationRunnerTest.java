package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.longrunning.store.Rerun;
import dev.connectorproxy.longrunning.store.SchedulerClock;
import dev.connectorproxy.longrunning.store.StoreFixture;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.IdempotentCalls;
import dev.connectorproxy.spi.Retries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationRunnerTest {
    private static final String URL = "http://first/";

    @TempDir private Path folder;
    private final SettableClock time = new SettableClock();
    private final List<String> sent = new ArrayList<>();

    @Test
    void theLeaseOfACommandThatFailedUnexpectedlyIsForgotten() {
        var clock = new SchedulerClock(time);
        var fence =
                new LeaseCheckedEgress((request, _) -> {
                    sent.add(request.url());
                    return null;
                });
        var commands =
                new FakeCommands(() -> {
                    throw new IllegalStateException("a bug");
                });
        try (var store = new StoreFixture(folder, clock)) {
            var runner = runner(store, commands, fence, clock);
            var id = store.acceptStore().accept(store.call(), StoreFixture.ORIGIN);
            var claimed = store.claimRun(id);

            assertThrows(IllegalStateException.class, () -> runner.run(claimed));

            store.claimRun(id); // another process claims it
            time.tick(Duration.ofSeconds(10));
            fence.send(request(), call(id));
            assertThat(sent, is(List.of(URL)));
        }
    }

    @Test
    void aCommandThatWasCancelledThroughAnotherProcessIsInterrupted() throws Exception {
        var began = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var clock = new SchedulerClock(time);
        var commands =
                new FakeCommands(() -> {
                    began.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        interrupted.countDown();
                    }
                });
        try (var store = new StoreFixture(folder, clock)) {
            var runner = runner(store, commands, clock);
            var id = store.acceptStore().accept(store.call(), StoreFixture.ORIGIN);
            var claimed = store.claimRun(id);
            var thread = Thread.startVirtualThread(() -> runner.run(claimed));
            began.await();

            runner.interruptCancelled();
            assertThat(interrupted.getCount(), is(1L));
            store.runStore()
                    .finish(id, 1, FakeCommands.outcome()); // as the other process cancels it
            runner.interruptCancelled();

            interrupted.await();
            thread.join();
        }
    }

    @Test
    void aStartThatWasCancelledIsInterruptedAlsoIfTheCallIsRunAgainMeanwhile() {
        var clock = new SchedulerClock(time);
        var cancellations = new AtomicInteger();
        try (var store = new StoreFixture(folder, clock)) {
            var runner = runner(store, new FakeCommands(() -> {}), clock);
            var id = store.acceptStore().newId();
            var lease = clock.instant().plusSeconds(9);
            store.acceptStore().adopt(id, store.call(), StoreFixture.ORIGIN, lease);
            runner.adopt(id, cancellations::incrementAndGet);

            runner.interruptCancelled();
            assertThat(cancellations.get(), is(0));
            store.runStore()
                    .finish(id, 1, FakeCommands.outcome()); // by another process, as the rest
            store.invocations.cancelCallback(id);
            assertThat(store.invocations.rerun(id, true), is(Rerun.SCHEDULED));
            runner.interruptCancelled();

            assertThat(cancellations.get(), is(1));
        }
    }

    @Test
    void anAdoptedCommandThatWasCancelledIsInterruptedUntilItHasEnded() {
        var clock = new SchedulerClock(time);
        var cancellations = new AtomicInteger();
        try (var store = new StoreFixture(folder, clock)) {
            var runner = runner(store, new FakeCommands(() -> {}), clock);
            var id = store.acceptStore().accept(store.call(), StoreFixture.ORIGIN);
            store.runStore().finish(id, 0, FakeCommands.outcome());

            runner.adopt(id, cancellations::incrementAndGet);
            runner.interruptCancelled();
            runner.forget(id);
            runner.interruptCancelled();

            assertThat(cancellations.get(), is(1));
        }
    }

    private static InvocationRunner runner(
            StoreFixture store, DeferredCallService.Commands commands, Clock clock) {
        return runner(store, commands, new LeaseCheckedEgress((_, _) -> null), clock);
    }

    private static InvocationRunner runner(
            StoreFixture store,
            DeferredCallService.Commands commands,
            LeaseCheckedEgress fence,
            Clock clock) {
        return new InvocationRunner(
                store.runStore(), commands, fence, clock, new SilentEngineListener(), () -> {});
    }

    private static HttpRequest request() {
        return new HttpRequest(
                "POST",
                URL,
                List.of(),
                Optional.empty(),
                HttpRequest.Redirects.RETURN,
                Retries.NONE);
    }

    private static Call call(String id) {
        return IdempotentCalls.call(0, Optional.of(id));
    }
}
