package dev.connectorproxy.longrunning.callback;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import dev.connectorproxy.longrunning.callback.CallbackResult.NoResponse;
import dev.connectorproxy.longrunning.callback.CallbackResult.NotSent;
import dev.connectorproxy.longrunning.callback.CallbackResult.Responded;
import dev.connectorproxy.longrunning.store.DeliveryStore.DueCallback;
import dev.connectorproxy.longrunning.store.InvocationState;
import dev.connectorproxy.longrunning.store.OutageLog;
import dev.connectorproxy.longrunning.store.OutageRecovery;
import dev.connectorproxy.longrunning.store.SchedulerClock;
import dev.connectorproxy.longrunning.store.StoreFixture;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The state of an invocation after each response of SpiffArena, with a real store.
class CallbackDeliveryTest {
    private static final Responded NOT_WAITING = responded(400, "not_waiting_for_callback");

    @TempDir private Path folder;
    private final SettableClock time = new SettableClock();
    private final Clock clock = new SchedulerClock(time);
    private StoreFixture store;
    private CallbackDelivery deliveries;
    private final OutageLog outages = new OutageLog(clock);
    private CallbackResult next;
    private Runnable duringSend = () -> {};
    private int sends;
    private final List<String> attempts = new ArrayList<>();

    @BeforeEach
    void open() {
        store = new StoreFixture(folder, clock);
        var outageRecovery =
                new OutageRecovery(store.database, clock, List.of(StoreFixture.ORIGIN));
        deliveries =
                new CallbackDelivery(
                        store.deliveries,
                        store.keys,
                        new ScriptedSender(),
                        new RetryPlan(new BackoffTable(() -> 0.5), outageRecovery, clock),
                        outages,
                        clock,
                        new RecordingListener());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource({
        "200, ok, DELIVERED, 0",
        "204, '', DELIVERED, 0",
        "400, invalid_callback_body, DEAD, 0",
        "400, callback_not_found, DEAD, 0",
        "400, process_instance_cannot_be_found, DEAD, 0",
        "400, unexpected_workflow_exception, DELIVERED, 0",
        "500, unexpected_workflow_exception, WAITING, 1",
        "401, '', HELD, 1",
        "403, '', HELD, 1",
        "404, '', DEAD, 0",
        "410, '', DEAD, 0",
        "302, '', DEAD, 0",
        "408, '', WAITING, 1",
        "429, '', WAITING, 1",
        "500, '', WAITING, 1",
        "503, '', WAITING, 1"
    })
    void theResponseDecidesTheState(
            int status, String code, InvocationState state, int outageCount) {
        var id = store.createFinished();

        deliver(id, responded(status, code));

        assertThat(store.state(id), is(state));
        assertThat(outages.health().size(), is(outageCount));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    200 | text/html; charset=utf-8 | <!DOCTYPE html><title>Sign in</title>
                    201 | ''                       | '\uFEFF  <html>'
                    200 | text/html                | Please sign in
                    203 | application/xhtml+xml    | <?xml version="1.0"?><html/>
                    """)
    void aPageOfAGatewayIsNoDelivery(int status, String type, String page) {
        var id = store.createFinished();
        var login = new Responded(status, Optional.empty(), new ResponseContent(type, page));

        deliver(id, login);

        assertThat(store.state(id), is(InvocationState.WAITING));
        assertThat(outages.health().size(), is(1));
        deliver(id, NOT_WAITING);
        assertThat(store.state(id), is(InvocationState.WAITING));
    }

    @Test
    void notWaitingIsTooEarlyInTheFirstTenSecondsAndDeliveredLater() {
        var early = store.createFinished();
        deliver(early, NOT_WAITING);
        assertThat(store.state(early), is(InvocationState.WAITING));

        time.tick(Duration.ofSeconds(11));
        deliver(early, NOT_WAITING);

        assertThat(store.state(early), is(InvocationState.DELIVERED));
    }

    @Test
    void notWaitingAfterALostResponseIsDelivered() {
        var lost = store.createFinished();
        deliver(lost, new NoResponse("reset"));
        deliver(lost, NOT_WAITING);

        var refused = store.createFinished();
        deliver(refused, new NotSent("refused"));
        deliver(refused, NOT_WAITING);

        assertThat(store.state(lost), is(InvocationState.DELIVERED));
        assertThat(store.state(refused), is(InvocationState.WAITING));
        assertThat(attempts, contains("retried", "repeated", "retried", "retried"));
    }

    @Test
    void aRepeatedCallMakesNotWaitingMeanTooEarlyAgain() {
        var call = store.call();
        var id = store.createFinished(call);
        deliver(id, new NoResponse("reset"));

        var joined = store.acceptStore().joinExisting(call);
        deliver(id, NOT_WAITING);

        assertThat(joined, is(Optional.of(id)));
        assertThat(store.state(id), is(InvocationState.WAITING));
    }

    @Test
    void isGivenUpAfterElevenFailures() {
        var id = store.createFinished();
        for (int i = 0; i < 10; i++) {
            deliver(id, responded(503, ""));
            assertThat(store.state(id), is(InvocationState.WAITING));
            time.set(store.invocation(id).times().next().orElseThrow());
        }

        deliver(id, responded(503, ""));

        assertThat(store.state(id), is(InvocationState.DEAD));
        assertThat(store.invocations.redrive(id), is(true));
        assertThat(store.state(id), is(InvocationState.WAITING));
    }

    @Test
    void heldCallbacksAreReleasedByOtherCredentialsOnly() {
        var id = store.createFinished();
        deliver(id, responded(401, ""));

        int same = store.deliveries.release(deliveries.credentialsFingerprint(Optional.empty()));
        int other =
                store.deliveries.release(
                        deliveries.credentialsFingerprint(
                                Optional.of(new CallbackCredentials("a", "new"))));

        assertThat(same, is(0));
        assertThat(other, is(1));
        assertThat(store.state(id), is(InvocationState.WAITING));
    }

    @Test
    void closedInvocationsArePurgedAfterTheRetention() {
        var over = store.createFinished();
        var open = store.createFinished();
        deliver(over, responded(200, ""));

        time.tick(Duration.ofHours(2));

        assertThat(store.deliveries.purge(Duration.ofHours(3)), is(0));
        assertThat(store.deliveries.purge(Duration.ofHours(1)), is(1));
        assertThat(store.invocations.find(over).isPresent(), is(false));
        assertThat(store.invocations.find(open).isPresent(), is(true));
    }

    @Test
    void aProcessThatLostItsLeaseNeitherSendsNorStoresAResult() {
        var id = store.createFinished();
        var slow = store.claimCallback(id);
        duringSend =
                () -> {
                    duringSend = () -> {};
                    deliver(
                            id,
                            new NoResponse("reset")); // by another process, which has claimed it
                    next = responded(404, "");
                };

        deliveries.deliver(slow);
        var stored = store.invocation(id);
        deliveries.deliver(slow);

        assertThat(stored.state(), is(InvocationState.WAITING));
        assertThat(stored.callback().lastResponse(), is("reset"));
        assertThat(sends, is(2));
        assertThat(store.invocation(id).callback().sends(), is(2));
    }

    private void deliver(String id, CallbackResult result) {
        next = result;
        deliveries.deliver(store.claimCallback(id));
    }

    private static Responded responded(int status, String code) {
        var content =
                new ResponseContent("application/json", "{\"error_code\":\"%s\"}".formatted(code));
        return new Responded(status, Optional.empty(), content);
    }

    private final class ScriptedSender implements CallbackDelivery.CallbackSender {
        @Override
        public CallbackResult send(DueCallback due, Optional<CallbackCredentials> credentials) {
            sends++;
            duringSend.run();
            return next;
        }

        @Override
        public Optional<CallbackCredentials> credentials() {
            return Optional.empty();
        }
    }

    private final class RecordingListener implements CallbackDelivery.Listener {
        @Override
        public void attempted(String origin, String outcome) {
            attempts.add(outcome);
        }

        @Override
        public void delivered(Duration sinceFinished) {}

        @Override
        public void warning(String message) {}
    }
}
