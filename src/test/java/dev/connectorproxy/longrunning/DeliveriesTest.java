package dev.connectorproxy.longrunning;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.LongCall;
import dev.connectorproxy.longrunning.CallbackAnswer.Answered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unanswered;
import dev.connectorproxy.longrunning.CallbackAnswer.Unsent;
import dev.connectorproxy.longrunning.DeliveryStore.Due;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.Retries;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What becomes of an invocation after each answer of SpiffArena, on a real store.
class DeliveriesTest {
    private static final Answered NOT_WAITING = answered(400, "not_waiting_for_callback");

    @TempDir private Path folder;
    private final Moving clock = new Moving();
    private Database database;
    private Vault vault;
    private InvocationStore invocations;
    private Deliveries deliveries;
    private CallbackAnswer next;
    private final Map<String, LongCall> tasks = new HashMap<>();
    private Runnable during = () -> {};
    private int made;
    private int sends;

    @BeforeEach
    void open() {
        var config = ConfigSources.create(Map.of("data-dir", folder.toString()));
        var settings =
                StoreSettings.create(new Section(Config.builder(config).build(), new TreeSet<>()));
        database = Database.open(settings);
        vault =
                Vault.open(
                        database,
                        new Seal(SealingKey.parse(SealingKey.generate()).orElseThrow(), List.of()));
        invocations = new InvocationStore(database, vault, clock);
        deliveries =
                new Deliveries(
                        new DeliveryStore(database, vault, clock),
                        vault,
                        new Scripted(),
                        new RetryPlan(
                                new RetryTable(() -> 0.5),
                                new Comebacks(database, clock, List.of("http://a:80")),
                                clock),
                        clock,
                        new Silent());
    }

    @AfterEach
    void close() {
        database.close();
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
    void anAnswerDecides(int status, String body, State state) {
        var id = finished();

        deliver(id, answered(status, body));

        assertThat(state(id), is(state));
    }

    @Test
    void notWaitingIsTooEarlyInTheFirstTenSecondsAndDeliveredLater() {
        var early = finished();
        deliver(early, NOT_WAITING);
        assertThat(state(early), is(State.WAITING));

        clock.now = clock.now.plusSeconds(11);
        deliver(early, NOT_WAITING);

        assertThat(state(early), is(State.DELIVERED));
    }

    @Test
    void notWaitingAfterALostAnswerIsDelivered() {
        var lost = finished();
        deliver(lost, new Unanswered("reset"));
        deliver(lost, NOT_WAITING);

        var refused = finished();
        deliver(refused, new Unsent("refused"));
        deliver(refused, NOT_WAITING);

        assertThat(state(lost), is(State.DELIVERED));
        assertThat(state(refused), is(State.WAITING));
    }

    @Test
    void whoAsksAgainWaitsAgain() {
        var id = finished();
        deliver(id, new Unanswered("reset"));
        var intake = new Intake(database, vault, clock);

        var joined = intake.join(call(id));
        deliver(id, NOT_WAITING);

        assertThat(joined, is(Optional.of(id)));
        assertThat(state(id), is(State.WAITING));
    }

    @Test
    void afterElevenFailuresItIsGivenUp() {
        var id = finished();
        for (int i = 0; i < 10; i++) {
            deliver(id, answered(503, ""));
            assertThat(state(id), is(State.WAITING));
            clock.now = invocations.find(id).orElseThrow().times().next().orElseThrow();
        }

        deliver(id, answered(503, ""));

        assertThat(state(id), is(State.DEAD));
        assertThat(invocations.redrive(id), is(true));
        assertThat(state(id), is(State.WAITING));
    }

    @Test
    void whatIsHeldIsReleasedByOtherCredentialsOnly() {
        var store = new DeliveryStore(database, vault, clock);
        var id = finished();
        deliver(id, answered(401, ""));

        int same = store.release(deliveries.mark(Optional.empty()));
        int other = store.release(deliveries.mark(Optional.of(new Credentials("a", "new"))));

        assertThat(same, is(0));
        assertThat(other, is(1));
        assertThat(state(id), is(State.WAITING));
    }

    @Test
    void whatIsOverIsForgottenAfterAWhile() {
        var store = new DeliveryStore(database, vault, clock);
        var over = finished();
        var open = finished();
        deliver(over, answered(200, ""));

        clock.now = clock.now.plus(Duration.ofHours(2));

        assertThat(store.purge(Duration.ofHours(3)), is(0));
        assertThat(store.purge(Duration.ofHours(1)), is(1));
        assertThat(invocations.find(over).isPresent(), is(false));
        assertThat(invocations.find(open).isPresent(), is(true));
    }

    /// An invocation that is over, of a task of its own.
    private String finished() {
        var intake = new Intake(database, vault, clock);
        var call = call("task-" + made++);
        var id = intake.accept(call, Origin.ofUrl("http://a/").orElseThrow());
        tasks.put(id, call);
        var outcome = new LongCall.Outcome("{}".getBytes(StandardCharsets.UTF_8), "");
        assertThat(new RunStore(database, vault, clock).finish(id, 0, outcome), is(true));
        return id;
    }

    private LongCall call(String name) {
        return tasks.getOrDefault(
                name,
                new LongCall(
                        "http/PostRequestAsync",
                        new Arguments(Map.of()),
                        false,
                        new LongCall.Sender(Optional.empty(), "r", false, Optional.empty()),
                        new LongCall.Task(Optional.empty(), Optional.empty(), Optional.of(name)),
                        Optional.of("http://a/callback")));
    }

    @Test
    void whoLostACallbackNeitherSendsItNorSaysWhatBecameOfIt() {
        var id = finished();
        var slow = pieceOf(id);
        during =
                () -> {
                    during = () -> {};
                    deliver(id, new Unanswered("reset")); // by another process, which took it over
                    next = answered(404, "");
                };

        deliveries.deliver(slow);
        var told = invocations.find(id).orElseThrow();
        deliveries.deliver(slow);

        assertThat(told.state(), is(State.WAITING));
        assertThat(told.callback().lastAnswer(), is("reset"));
        assertThat(sends, is(2));
        assertThat(invocations.find(id).orElseThrow().callback().sends(), is(2));
    }

    @Test
    void aLeaseIsAskedForAgainAfterAWhile() throws Exception {
        var id = finished();
        var lease = new Lease(database, "lr_deliveries", pieceOf(id), clock);
        assertThat(database.in(lease::confirm), is(true));

        pieceOf(id); // another one takes it
        clock.now = clock.now.plusSeconds(3);
        boolean soon = lease.holds();
        clock.now = clock.now.plusSeconds(3);

        assertThat(soon, is(true));
        assertThat(lease.holds(), is(false));
    }

    @Test
    void aCommandThatWasTakenOverSendsNothing() throws Exception {
        var id = finished();
        var sent = new ArrayList<String>();
        var fence =
                new FencedEgress((request, _) -> {
                    sent.add(request.url());
                    return null;
                });
        var lease = new Lease(database, "lr_deliveries", pieceOf(id), clock);
        assertThat(database.in(lease::confirm), is(true));

        fence.begin(id, lease);
        fence.send(request("http://first/"), call(Optional.of(id)));
        fence.begin(id, lease);
        pieceOf(id); // another one takes it
        clock.now = clock.now.plusSeconds(10);
        var refused =
                assertThrows(
                        ConnectorException.class,
                        () -> fence.send(request("http://late/"), call(Optional.of(id))));
        fence.send(request("http://other/"), call(Optional.empty()));

        assertThat(refused.code(), is("OutcomeUnknown"));
        assertThat(sent, is(List.of("http://first/", "http://other/")));
    }

    private static HttpRequest request(String url) {
        return new HttpRequest(
                "POST",
                url,
                List.of(),
                Optional.empty(),
                HttpRequest.Redirects.RETURN,
                Retries.NONE);
    }

    private static Call call(Optional<String> id) {
        return new Call(
                "r", false, Optional.empty(), 0, Call.Trail.NONE, Call.Memory.UNBOUNDED, id);
    }

    private void deliver(String id, CallbackAnswer answer) {
        next = answer;
        deliveries.deliver(pieceOf(id));
    }

    /// The callback, taken by a process that nobody knows yet.
    private Work.Piece pieceOf(String id) {
        int version = ++made;
        database.in(connection ->
                Database.update(
                        connection,
                        "update lr_deliveries set picked = true, picked_by = ?, version = ? where task_instance = ?",
                        "process " + version,
                        version,
                        id));
        return new Work.Piece(id, "process " + version, version);
    }

    private State state(String id) {
        return invocations.find(id).orElseThrow().state();
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

    private static final class Silent implements Watch {
        @Override
        public void began(Duration sinceAccepted) {}

        @Override
        public void delivered(Duration sinceFinished) {}

        @Override
        public void warning(String message) {}
    }

    private static final class Moving extends Clock {
        private Instant now = Instant.parse("2026-11-23T02:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
