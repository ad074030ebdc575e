package dev.connectorproxy.devserver.state;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.state.StateStore.Acquisition;
import dev.connectorproxy.devserver.state.StateStore.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The tickets of fetches, and what supersedes them.
class StateStoreTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Optional<Predicate<StateKey>> NOTHING = Optional.empty();
    private static final Optional<Predicate<StateKey>> EVERYTHING = Optional.of(_ -> true);
    private static final StateKey KEY = new StateKey(FetchKind.ACCOUNTS, "", PayloadIdentity.NONE);
    private static final StateKey OTHER =
            new StateKey(FetchKind.PAYMENTS, "", PayloadIdentity.NONE);

    private final StateQuota quota = new StateQuota(2);
    private final StateStore states = new StateStore(quota);

    @Test
    void theSecondFetchOfAKeyTimesOut() throws Exception {
        acquire(KEY, NOTHING);

        assertThat(
                states.acquire(KEY, NOTHING, Duration.ofMillis(20)),
                instanceOf(Acquisition.TimedOut.class));
        assertThat(acquire(OTHER, NOTHING).before(), is(Optional.empty()));
    }

    @Test
    void theSecondFetchContinuesFromTheCommitOfTheFirst() throws Exception {
        var first = acquire(KEY, NOTHING);
        var second = new FutureTask<>(() -> acquire(KEY, NOTHING).before().orElseThrow());
        Thread.ofVirtual().start(second);

        assertThat(states.commit(first, entry(1)), is(true));
        states.release(first);

        assertThat(second.get(30, TimeUnit.SECONDS), is(entry(1)));
    }

    @Test
    void aStateThatIsSetMeanwhileStays() throws Exception {
        var ticket = acquire(KEY, NOTHING);
        states.put(KEY, entry(7));

        assertThat(states.commit(ticket, entry(1)), is(false));
        states.release(ticket);

        assertThat(states.all().get(KEY), is(entry(7)));
    }

    @Test
    void aStateThatIsClearedMeanwhileStaysCleared() throws Exception {
        var ticket = acquire(KEY, NOTHING);
        states.clear(_ -> true);

        assertThat(states.commit(ticket, entry(1)), is(false));
        states.release(ticket);

        assertThat(states.all(), is(anEmptyMap()));
        assertThat(quota.used(), is(0));
    }

    @Test
    void aResetOfTheWholeKindSupersedesFetchesOfItsPayloads() throws Exception {
        var ticket = acquire(KEY, NOTHING);
        acquire(OTHER, EVERYTHING);

        assertThat(states.commit(ticket, entry(1)), is(false));
    }

    @Test
    void aWaitingFetchEndsWhenTheConnectorIsClosed() throws Exception {
        var ticket = acquire(KEY, NOTHING);
        var waiting = new FutureTask<>(() -> states.acquire(KEY, NOTHING, LONG));
        Thread.ofVirtual().start(waiting);

        states.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS), instanceOf(Acquisition.Closed.class));
        assertThat(states.commit(ticket, entry(1)), is(false));
        assertThat(states.put(KEY, entry(1)), is(false));
        states.release(ticket);
        assertThat(quota.used(), is(0));
    }

    @Test
    void aReleasedTicketCommitsNothing() throws Exception {
        var ticket = acquire(KEY, NOTHING);
        states.release(ticket);

        assertThat(states.commit(ticket, entry(1)), is(false));
        assertThat(quota.used(), is(0));
    }

    @Test
    void quotaIsReservedBeforeTheProviderIsCalled() throws Exception {
        acquire(KEY, NOTHING);
        states.put(OTHER, entry(1));
        var third = new StateKey(FetchKind.OTHERS, "x", PayloadIdentity.NONE);

        assertThrows(DevServerException.class, () -> acquire(third, NOTHING));
        assertThrows(DevServerException.class, () -> states.put(third, entry(1)));
        assertThat(quota.used(), is(2));
    }

    private Ticket acquire(StateKey key, Optional<Predicate<StateKey>> cleared)
            throws InterruptedException {
        return switch (states.acquire(key, cleared, LONG)) {
            case Acquisition.Acquired(var ticket) -> ticket;
            case Acquisition.TimedOut(), Acquisition.Closed() ->
                    throw new AssertionError("no ticket");
        };
    }

    private static StateEntry entry(int state) {
        return new StateEntry(Optional.of("" + state), true, 1, Instant.EPOCH);
    }
}
