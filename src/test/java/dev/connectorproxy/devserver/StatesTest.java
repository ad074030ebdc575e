package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.devserver.States.Flight;
import dev.connectorproxy.devserver.States.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The tickets of fetches, and what supersedes them.
class StatesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Optional<Predicate<StateKey>> NOTHING = Optional.empty();
    private static final Optional<Predicate<StateKey>> EVERYTHING = Optional.of(_ -> true);
    private static final StateKey KEY = new StateKey(Kind.ACCOUNTS, "", PayloadKey.NONE);
    private static final StateKey OTHER = new StateKey(Kind.PAYMENTS, "", PayloadKey.NONE);

    private final Places places = new Places(2);
    private final States states = new States(places);

    @Test
    void theSecondFetchOfAKeyTimesOut() throws Exception {
        begin(KEY, NOTHING);

        assertThat(states.begin(KEY, NOTHING, Duration.ofMillis(20)), instanceOf(Turn.Late.class));
        assertThat(begin(OTHER, NOTHING).before(), is(Optional.empty()));
    }

    @Test
    void theSecondFetchContinuesFromTheCommitOfTheFirst() throws Exception {
        var first = begin(KEY, NOTHING);
        var second = new FutureTask<>(() -> begin(KEY, NOTHING).before().orElseThrow());
        Thread.ofVirtual().start(second);

        assertThat(states.commit(first, entry(1)), is(true));
        states.land(first);

        assertThat(second.get(30, TimeUnit.SECONDS), is(entry(1)));
    }

    @Test
    void aStateThatIsSetMeanwhileStays() throws Exception {
        var ticket = begin(KEY, NOTHING);
        states.put(KEY, entry(7));

        assertThat(states.commit(ticket, entry(1)), is(false));
        states.land(ticket);

        assertThat(states.all().get(KEY), is(entry(7)));
    }

    @Test
    void aStateThatIsClearedMeanwhileStaysCleared() throws Exception {
        var ticket = begin(KEY, NOTHING);
        states.clear(_ -> true);

        assertThat(states.commit(ticket, entry(1)), is(false));
        states.land(ticket);

        assertThat(states.all(), is(anEmptyMap()));
        assertThat(places.taken(), is(0));
    }

    @Test
    void aResetOfTheWholeKindSupersedesFetchesOfItsPayloads() throws Exception {
        var ticket = begin(KEY, NOTHING);
        begin(OTHER, EVERYTHING);

        assertThat(states.commit(ticket, entry(1)), is(false));
    }

    @Test
    void aWaitingFetchEndsWhenTheConnectorIsClosed() throws Exception {
        var ticket = begin(KEY, NOTHING);
        var waiting = new FutureTask<>(() -> states.begin(KEY, NOTHING, LONG));
        Thread.ofVirtual().start(waiting);

        states.close();

        assertThat(waiting.get(30, TimeUnit.SECONDS), instanceOf(Turn.Gone.class));
        assertThat(states.commit(ticket, entry(1)), is(false));
        assertThat(states.put(KEY, entry(1)), is(false));
        states.land(ticket);
        assertThat(places.taken(), is(0));
    }

    @Test
    void aReleasedTicketCommitsNothing() throws Exception {
        var ticket = begin(KEY, NOTHING);
        states.land(ticket);

        assertThat(states.commit(ticket, entry(1)), is(false));
        assertThat(places.taken(), is(0));
    }

    @Test
    void quotaIsReservedBeforeTheProviderIsCalled() throws Exception {
        begin(KEY, NOTHING);
        states.put(OTHER, entry(1));
        var third = new StateKey(Kind.OTHERS, "x", PayloadKey.NONE);

        assertThrows(DevFailure.class, () -> begin(third, NOTHING));
        assertThrows(DevFailure.class, () -> states.put(third, entry(1)));
        assertThat(places.taken(), is(2));
    }

    private Flight begin(StateKey key, Optional<Predicate<StateKey>> cleared)
            throws InterruptedException {
        return switch (states.begin(key, cleared, LONG)) {
            case Turn.Mine(var ticket) -> ticket;
            case Turn.Late(), Turn.Gone() -> throw new AssertionError("no ticket");
        };
    }

    private static StateEntry entry(int state) {
        return new StateEntry(Optional.of("" + state), true, 1, Instant.EPOCH);
    }
}
