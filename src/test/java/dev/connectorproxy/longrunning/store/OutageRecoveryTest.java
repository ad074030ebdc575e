package dev.connectorproxy.longrunning.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import dev.connectorproxy.longrunning.SilentEngineListener;
import dev.connectorproxy.longrunning.callback.BackoffTable;
import dev.connectorproxy.longrunning.callback.CallbackCredentials;
import dev.connectorproxy.longrunning.callback.CallbackDelivery;
import dev.connectorproxy.longrunning.callback.CallbackResult;
import dev.connectorproxy.longrunning.callback.CallbackResult.NotSent;
import dev.connectorproxy.longrunning.callback.CallbackResult.Responded;
import dev.connectorproxy.longrunning.callback.RetryPlan;
import dev.connectorproxy.longrunning.store.DeliveryStore.DueCallback;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Simulates hours in which SpiffArena is unreachable, or refuses some of the callbacks, with a real store and scheduler
/// and a manual clock.
class OutageRecoveryTest {
    private static final CallbackResult ACCEPTED = new Responded(200, Optional.empty());
    private static final CallbackResult UNREACHABLE = new NotSent("refused");
    private static final CallbackResult BROKEN = new Responded(500, Optional.empty());

    @TempDir private Path folder;
    private final SettableClock time = new SettableClock();
    private final Clock clock = new SchedulerClock(time);
    private final List<Sent> sent = new ArrayList<>();
    private Function<DueCallback, CallbackResult> arena = _ -> ACCEPTED;
    private InvocationDatabase database;
    private StoreFixture store;
    private OutageRecovery recovery;
    private ManualScheduler scheduler;

    /// One attempt to send a callback.
    private record Sent(String id, Instant at) {}

    @BeforeEach
    void open() {
        time.set(Instant.parse("2026-11-23T02:00:00Z"));
        store = new StoreFixture(folder, clock);
        database = store.database;
        recovery = new OutageRecovery(database, clock, List.of(StoreFixture.ORIGIN));
        var deliveries =
                new CallbackDelivery(
                        store.deliveries,
                        store.keys,
                        new RecordingSender(),
                        new RetryPlan(new BackoffTable(() -> 0.5), recovery, clock),
                        new OutageLog(clock),
                        clock,
                        new SilentEngineListener());
        var task =
                Tasks.custom("http://a:80", Void.class)
                        .execute((_, context) ->
                                deliveries.deliver(WorkQueue.WorkItem.of(context.getExecution())));
        scheduler =
                TestHelper.createManualScheduler(database.dataSource(), task)
                        .clock(time)
                        .tableName("lr_deliveries")
                        .build();
    }

    @AfterEach
    void close() {
        scheduler.stop();
        store.close();
    }

    @Test
    void callbacksAreDeliveredSoonAfterAnOutageOfOneHour() {
        var ids = createFinished(30);
        arena = _ -> UNREACHABLE;
        pass(Duration.ofHours(1));
        sent.clear();

        arena = _ -> ACCEPTED;
        pass(Duration.ofSeconds(80));

        assertThat(listInState(InvocationState.WAITING), is(empty()));
        assertThat(listInState(InvocationState.DELIVERED), hasSize(ids.size()));
        assertThat(sent, hasSize(ids.size()));
    }

    @Test
    void duringAnOutageAnOriginIsProbedOnceAMinuteWithoutAdvancingTheBackoff() {
        var id = createFinished(1).getFirst();
        arena = _ -> UNREACHABLE;

        pass(Duration.ofHours(3));

        // regular attempts at 0, 1, 3, 8, 23, 83 s, 6, 36 min and 2 h 36 min; a probe once a minute
        assertThat(store.invocation(id).callback().failures(), is(9));
        assertThat(sent.size(), is(both(greaterThan(150)).and(lessThanOrEqualTo(9 + 180))));
        assertThat(
                sent.stream()
                        .map(attempt ->
                                Duration.between(sent.getFirst().at(), attempt.at()).toSeconds())
                        .limit(6)
                        .toList(),
                is(List.of(0L, 1L, 3L, 8L, 23L, 83L)));
    }

    @Test
    void aCallbackToAnOriginThatStaysUnreachableIsGivenUpAtTheEndOfTheBackoff() {
        var id = createFinished(1).getFirst();
        arena = _ -> UNREACHABLE;

        // attempts at 10, 20, 30, 40, 50, 60, 70, 100, 220, 580 and 1,300 minutes
        for (int i = 0; i < 128; i++) {
            tick(Duration.ofMinutes(10));
        }
        var before = store.invocation(id).state();
        pass(Duration.ofMinutes(30));

        assertThat(before, is(InvocationState.WAITING));
        assertThat(store.invocation(id).state(), is(InvocationState.DEAD));
    }

    @Test
    void aCallbackThatFailsWhileOthersAreAcceptedGetsEarlyAttemptsWithGrowingPauses() {
        var poison = createFinished(1).getFirst();
        arena = due -> due.id().equals(poison) ? BROKEN : ACCEPTED;

        for (int i = 0; i < 120; i++) {
            createFinished(1);
            tick(Duration.ofSeconds(30));
        }

        assertThat(listInState(InvocationState.DELIVERED), hasSize(120));
        assertThat(store.invocation(poison).callback().failures(), is(8));
        // 8 regular attempts, and some early ones after 1, 2, 4, 8 minutes and so on
        assertThat(
                sent.stream().filter(attempt -> attempt.id().equals(poison)).count(),
                is(lessThan(20L)));
    }

    @Test
    void anOriginThatRecoversAndFailsAgainIsNotDelayedByTheBackoff() {
        createFinished(10);
        arena = _ -> UNREACHABLE;
        pass(Duration.ofMinutes(50));
        var first = new ArrayList<String>();
        arena =
                due -> {
                    first.add(due.id());
                    return first.size() == 1 ? ACCEPTED : BROKEN;
                };
        pass(Duration.ofMinutes(10));

        arena = _ -> ACCEPTED;
        pass(Duration.ofMinutes(3));

        assertThat(listInState(InvocationState.WAITING), is(empty()));
    }

    @Test
    void retryAfterOfSpiffArenaIsRespected() {
        createFinished(3);
        arena = _ -> new Responded(503, Optional.of(Duration.ofMinutes(30)));
        pass(Duration.ofMinutes(1));
        arena = _ -> ACCEPTED;
        createFinished(1);

        pass(Duration.ofMinutes(28));
        var early = listInState(InvocationState.DELIVERED);
        pass(Duration.ofMinutes(2));

        assertThat(early, hasSize(1));
        assertThat(listInState(InvocationState.WAITING), is(empty()));
    }

    @Test
    void atMostAThousandCallbacksAreRescheduledAtOnce() {
        createCopies(createFinished(1).getFirst(), 1_200);
        database.update(
                "update lr_deliveries set execution_time = ?",
                Timestamp.from(time.now().plusSeconds(3_600)));
        recovery.recordDelivery("http://a:80");

        boolean first = recovery.rescheduleWaiting();
        int due = countDue();
        recovery.recordDelivery("http://a:80");
        recovery.rescheduleWaiting();

        assertThat(first, is(true));
        assertThat(due, is(1_000));
        assertThat(countDue(), is(1_200));
    }

    /// Advances the clock and runs what is due, every second at first, then every 30 seconds.
    private void pass(Duration duration) {
        var end = time.now().plus(duration);
        for (int i = 0; time.now().isBefore(end); i++) {
            tick(Duration.ofSeconds(i < 90 ? 1 : 30));
        }
    }

    private void tick(Duration step) {
        time.tick(step);
        recovery.rescheduleWaiting();
        scheduler.runAnyDueExecutions();
    }

    private int countDue() {
        return database.queryFirst(
                        "select count(*) from lr_deliveries where execution_time <= ?",
                        row -> row.getInt(1),
                        Timestamp.from(time.now()))
                .orElseThrow();
    }

    private List<String> createFinished(int count) {
        return Stream.generate(store::createFinished).limit(count).toList();
    }

    /// Copies a finished invocation until there are this many.
    private void createCopies(String id, int count) {
        database.inTransaction(session -> {
            session.update(
                    """
                    create table copies as select i.*, x from lr_invocation i, system_range(2, ?) where id = ?
                    """,
                    count,
                    id);
            session.update("update copies set id = 'copy-' || x, flight = null");
            session.update("alter table copies drop column x");
            session.update("insert into lr_invocation select * from copies");
            return session.update("drop table copies");
        });
        store.deliveries.scheduleMissing();
    }

    private List<StoredInvocation> listInState(InvocationState state) {
        return store.invocations.list(
                new InvocationFilter(
                        Optional.of(state),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        10_000));
    }

    private final class RecordingSender implements CallbackDelivery.CallbackSender {
        @Override
        public CallbackResult send(DueCallback due, Optional<CallbackCredentials> credentials) {
            sent.add(new Sent(due.id(), time.now()));
            return arena.apply(due);
        }

        @Override
        public Optional<CallbackCredentials> credentials() {
            return Optional.empty();
        }
    }
}
