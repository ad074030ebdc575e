package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.catalogue.DeferredCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Closed calls that an operator has run again.
class RerunTest {
    private static final DeferredCall.Outcome OUTCOME =
            new DeferredCall.Outcome("{}".getBytes(StandardCharsets.UTF_8), "");

    @TempDir private Path folder;
    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DELIVERED", "DEAD", "CANCELLED"})
    void aClosedCallBecomesANewAttempt(InvocationState closed) {
        var id = createClosed(closed);

        var rerun = store.invocations.rerun(id, true);
        var scheduled = store.invocation(id);
        var claim = (RunStore.Claim.Run) store.runStore().claim(store.claimRun(id));

        assertThat(rerun, is(Rerun.SCHEDULED));
        assertThat(scheduled.state(), is(InvocationState.ACCEPTED));
        assertThat(scheduled.attempt(), is(2));
        assertThat(scheduled.times().closed(), is(Optional.empty()));
        assertThat(claim.first(), is(false));
        assertThat(store.runStore().finish(id, claim.fencingToken(), OUTCOME), is(true));
        assertThat(store.invocation(id).starts(), is(2));
        var due = (DeliveryStore.DueCallback) store.deliveries.claim(store.claimCallback(id));
        assertThat(due.reruns(), is(1));
        assertThat(store.invocation(id).callback().sends(), is(2));
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DELIVERED", "DEAD", "CANCELLED"})
    void aCallThatIsNotClosedIsLeftAlone(InvocationState state) {
        var id = createClosed(state);

        var rerun = store.invocations.rerun(id, true);

        assertThat(rerun, is(Rerun.NOT_CLOSED));
        assertThat(store.state(id), is(state));
    }

    @Test
    void aCommandThatIsNotSafeToRepeatNeedsAConfirmation() {
        var unsafe = createClosed(InvocationState.DEAD);
        var safe = createClosed(InvocationState.DEAD);
        store.execute("update lr_invocation set repeatable = true where id = '%s'".formatted(safe));

        assertThat(store.invocations.rerun(unsafe, false), is(Rerun.NOT_CONFIRMED));
        assertThat(store.state(unsafe), is(InvocationState.DEAD));
        assertThat(store.invocations.rerun(safe, false), is(Rerun.SCHEDULED));
    }

    @Test
    void ofTwoAtTheSameTimeOneRuns() throws Exception {
        var id = createClosed(InvocationState.DELIVERED);
        var both = new CyclicBarrier(2);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    threads.invokeAll(
                            List.of(() -> rerunAfter(both, id), () -> rerunAfter(both, id)));

            assertThat(
                    List.of(results.get(0).get(), results.get(1).get()),
                    containsInAnyOrder(Rerun.SCHEDULED, Rerun.NOT_CLOSED));
        }
        assertThat(store.invocation(id).attempt(), is(2));
    }

    @Test
    void whatAnEarlierAttemptStillStoresIsRefused() {
        var id = store.acceptStore().accept(store.call(), StoreFixture.ORIGIN);
        var first = (RunStore.Claim.Run) store.runStore().claim(store.claimRun(id));
        assertThat(store.runStore().finish(id, first.fencingToken(), OUTCOME), is(true));
        var slow = (DeliveryStore.DueCallback) store.deliveries.claim(store.claimCallback(id));
        assertThat(store.invocations.cancelCallback(id), is(true));
        store.execute("delete from lr_deliveries");

        assertThat(store.invocations.rerun(id, true), is(Rerun.SCHEDULED));

        assertThat(store.runStore().finish(id, first.fencingToken(), OUTCOME), is(false));
        var second = (RunStore.Claim.Run) store.runStore().claim(store.claimRun(id));
        assertThat(store.runStore().finish(id, first.fencingToken(), OUTCOME), is(false));
        assertThat(store.runStore().finish(id, second.fencingToken(), OUTCOME), is(true));
        assertThat(store.deliveries.close(slow, InvocationState.DELIVERED, "HTTP 200"), is(false));
        assertThat(store.state(id), is(InvocationState.WAITING));
    }

    @Test
    void theCallbackIsDueAtOnceAlsoIfThatOfTheFirstAttemptWaitedForLater() {
        var id = store.createFinished();
        store.execute("update lr_deliveries set execution_time = timestamp '2999-01-01 00:00:00'");
        assertThat(store.invocations.cancelCallback(id), is(true));

        assertThat(store.invocations.rerun(id, true), is(Rerun.SCHEDULED));
        var claim = (RunStore.Claim.Run) store.runStore().claim(store.claimRun(id));
        assertThat(store.runStore().finish(id, claim.fencingToken(), OUTCOME), is(true));

        var due =
                "select 1 from lr_deliveries where execution_time < timestamp '2999-01-01 00:00:00'";
        assertThat(store.database.query(due, _ -> true).size(), is(1));
    }

    @Test
    void aRepetitionOfTheCallJoinsTheRerun() {
        var call = store.call();
        var id = store.createFinished(call);
        setState(id, InvocationState.DELIVERED);

        assertThat(store.invocations.rerun(id, true), is(Rerun.SCHEDULED));

        assertThat(store.acceptStore().accept(call, StoreFixture.ORIGIN), is(id));
    }

    @Test
    void aCallThatTheTaskHasRepeatedIsNotRunBesideItsRepetition() {
        var call = store.call();
        var id = store.createFinished(call);
        setState(id, InvocationState.DELIVERED);
        store.acceptStore().accept(call, StoreFixture.ORIGIN);

        assertThat(store.invocations.rerun(id, true), is(Rerun.SAME_CALL_IN_PROGRESS));
        assertThat(store.invocation(id).attempt(), is(1));
    }

    @Test
    void anInterruptedRerunOfACommandThatIsNotSafeToRepeatIsNotStartedAgain() {
        var id = createClosed(InvocationState.DELIVERED);
        store.invocations.rerun(id, true);
        store.runStore().claim(store.claimRun(id));

        var claim = store.runStore().claim(store.claimRun(id)); // after a crash

        var unknown = (RunStore.Claim.OutcomeUnknown) claim;
        assertThat(unknown.starts(), is(2));
        assertThat(store.runStore().finish(id, unknown.fencingToken(), OUTCOME), is(true));
    }

    @Test
    void eachRerunAllowsOneMoreStartOfACommandThatCrashesTheProcess() {
        var id = store.acceptStore().accept(store.call(), StoreFixture.ORIGIN);
        store.execute("update lr_invocation set repeatable = true");
        for (int i = 0; i < 5; i++) {
            store.runStore().claim(store.claimRun(id));
        }
        var exhausted = (RunStore.Claim.OutcomeUnknown) store.runStore().claim(store.claimRun(id));
        store.runStore().finish(id, exhausted.fencingToken(), OUTCOME);
        setState(id, InvocationState.DELIVERED);

        store.invocations.rerun(id, false);
        var sixth = store.runStore().claim(store.claimRun(id));
        var seventh = store.runStore().claim(store.claimRun(id));

        assertThat(sixth, is(instanceOf(RunStore.Claim.Run.class)));
        assertThat(seventh, is(instanceOf(RunStore.Claim.OutcomeUnknown.class)));
    }

    @Test
    void aCallWhoseArgumentsNoKeyDecryptsIsNotRun() {
        var id = createClosed(InvocationState.DEAD);
        store.execute("update lr_invocation set arguments = X'00'");

        assertThat(store.invocations.rerun(id, true), is(Rerun.UNREADABLE));
        assertThat(store.state(id), is(InvocationState.DEAD));
    }

    @Test
    void aRerunDoesNotMakeTheOldestUnfinishedCallLookOlder() {
        var id = createClosed(InvocationState.DEAD);
        store.execute("update lr_invocation set accepted_at = 1");

        store.invocations.rerun(id, true);
        var scheduled = store.invocations.counts().get(InvocationState.ACCEPTED).oldest();
        store.runStore().claim(store.claimRun(id));
        var running = store.invocations.counts().get(InvocationState.RUNNING).oldest();

        assertThat(scheduled.isAfter(Instant.ofEpochMilli(1)), is(true));
        assertThat(Optional.of(running), is(store.invocation(id).times().started()));
    }

    private Rerun rerunAfter(CyclicBarrier barrier, String id) throws Exception {
        barrier.await();
        return store.invocations.rerun(id, true);
    }

    /// A call that was started once and whose callback was sent once.
    private String createClosed(InvocationState state) {
        var id = store.acceptStore().accept(store.call(), StoreFixture.ORIGIN);
        var claim = (RunStore.Claim.Run) store.runStore().claim(store.claimRun(id));
        store.runStore().finish(id, claim.fencingToken(), OUTCOME);
        store.deliveries.claim(store.claimCallback(id));
        store.execute("delete from lr_deliveries");
        setState(id, state);
        store.execute("delete from lr_runs");
        return id;
    }

    private void setState(String id, InvocationState state) {
        store.execute(
                "update lr_invocation set state = '%s', flight = null, closed_at = 1 where id = '%s'"
                        .formatted(state, id));
    }
}
