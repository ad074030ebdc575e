package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.connectorproxy.longrunning.CallbackAnswer.Answered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unanswered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unsent;
import dev.connectorproxy.longrunning.DeliveryStore.Due;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The state of an invocation after each response of SpiffArena, with a real store.
class DeliveriesTest {
    private static final Answered NOT_WAITING = answered(400, "not_waiting_for_callback");

    @TempDir private Path folder;
    private final SettableClock time = new SettableClock();
    private final Clock clock = new SetClock(time);
    private StoreFixture store;
    private Deliveries deliveries;
    private CallbackAnswer next;
    private Runnable during = () -> {};
    private int sends;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder, clock);
        var outageRecovery = new Comebacks(store.database, clock, List.of(StoreFixture.ORIGIN));
        deliveries =
                new Deliveries(
                        store.deliveries,
                        store.vault,
                        new Scripted(),
                        new RetryPlan(new RetryTable(() -> 0.5), outageRecovery, clock),
                        clock,
                        new SilentWatch());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "200, ok, DELIVERED",
        "204, '', DELIVERED",
        "400, invalid_callback_body, DEAD",
        "401, '', HELD",
        "403, '', HELD",
        "404, '', DEAD",
        "410, '', DEAD",
        "302, '', DEAD",
        "408, '', WAITING",
        "429, '', WAITING",
        "500, '', WAITING",
        "503, '', WAITING"
    })
    void theResponseDecidesTheState(int status, String body, State state) {
        var id = store.finished();

        deliver(id, answered(status, body));

        assertThat(store.state(id), is(state));
    }

    @Test
    void notWaitingIsTooEarlyInTheFirstTenSecondsAndDeliveredLater() {
        var early = store.finished();
        deliver(early, NOT_WAITING);
        assertThat(store.state(early), is(State.WAITING));

        time.tick(Duration.ofSeconds(11));
        deliver(early, NOT_WAITING);

        assertThat(store.state(early), is(State.DELIVERED));
    }

    @Test
    void notWaitingAfterALostResponseIsDelivered() {
        var lost = store.finished();
        deliver(lost, new Unanswered("reset"));
        deliver(lost, NOT_WAITING);

        var refused = store.finished();
        deliver(refused, new Unsent("refused"));
        deliver(refused, NOT_WAITING);

        assertThat(store.state(lost), is(State.DELIVERED));
        assertThat(store.state(refused), is(State.WAITING));
    }

    @Test
    void aRepeatedCallMakesNotWaitingMeanTooEarlyAgain() {
        var call = store.call();
        var id = store.finished(call);
        deliver(id, new Unanswered("reset"));

        var joined = store.intake().join(call);
        deliver(id, NOT_WAITING);

        assertThat(joined, is(Optional.of(id)));
        assertThat(store.state(id), is(State.WAITING));
    }

    @Test
    void isGivenUpAfterElevenFailures() {
        var id = store.finished();
        for (int i = 0; i < 10; i++) {
            deliver(id, answered(503, ""));
            assertThat(store.state(id), is(State.WAITING));
            time.set(store.invocation(id).times().next().orElseThrow());
        }

        deliver(id, answered(503, ""));

        assertThat(store.state(id), is(State.DEAD));
        assertThat(store.invocations.redrive(id), is(true));
        assertThat(store.state(id), is(State.WAITING));
    }

    @Test
    void heldCallbacksAreReleasedByOtherCredentialsOnly() {
        var id = store.finished();
        deliver(id, answered(401, ""));

        int same = store.deliveries.release(deliveries.mark(Optional.empty()));
        int other =
                store.deliveries.release(deliveries.mark(Optional.of(new Credentials("a", "new"))));

        assertThat(same, is(0));
        assertThat(other, is(1));
        assertThat(store.state(id), is(State.WAITING));
    }

    @Test
    void closedInvocationsArePurgedAfterTheRetention() {
        var over = store.finished();
        var open = store.finished();
        deliver(over, answered(200, ""));

        time.tick(Duration.ofHours(2));

        assertThat(store.deliveries.purge(Duration.ofHours(3)), is(0));
        assertThat(store.deliveries.purge(Duration.ofHours(1)), is(1));
        assertThat(store.invocations.find(over).isPresent(), is(false));
        assertThat(store.invocations.find(open).isPresent(), is(true));
    }

    @Test
    void aProcessThatLostItsLeaseNeitherSendsNorStoresAResult() {
        var id = store.finished();
        var slow = store.pieceOf(id);
        during =
                () -> {
                    during = () -> {};
                    deliver(id, new Unanswered("reset")); // by another process, which has claimed it
                    next = answered(404, "");
                };

        deliveries.deliver(slow);
        var stored = store.invocation(id);
        deliveries.deliver(slow);

        assertThat(stored.state(), is(State.WAITING));
        assertThat(stored.callback().lastAnswer(), is("reset"));
        assertThat(sends, is(2));
        assertThat(store.invocation(id).callback().sends(), is(2));
    }

    private void deliver(String id, CallbackAnswer result) {
        next = result;
        deliveries.deliver(store.pieceOf(id));
    }

    private static Answered answered(int status, String body) {
        return new Answered(status, Optional.empty(), body);
    }

    private final class Scripted implements Deliveries.CallbackSender {
        @Override
        public CallbackAnswer send(Due due, Optional<Credentials> credentials) {
            sends++;
            during.run();
            return next;
        }

        @Override
        public Optional<Credentials> credentials() {
            return Optional.empty();
        }
    }
}
