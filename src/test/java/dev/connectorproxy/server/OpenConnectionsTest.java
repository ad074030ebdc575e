package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.server.ClientTimeout.Reason;
import io.helidon.webserver.CloseConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenConnectionsTest {
    private static final long LATER = Long.MAX_VALUE;

    private final OpenConnections connections = new OpenConnections(3);

    /// A connection in memory.
    private final class Peer {
        private final RecordingSocket socket = new RecordingSocket();
        private final ClientTimeout timeout = new ClientTimeout(socket, new byte[0]);

        Peer connect() {
            connections.add(timeout);
            return this;
        }

        Peer identify(String caller) {
            connections.identify(timeout, caller);
            return this;
        }

        Peer await(Reason reason) {
            timeout.begin(reason, LATER);
            return this;
        }

        boolean isClosed() {
            return List.copyOf(socket.events).equals(List.of("closed"));
        }
    }

    private Peer idle() {
        return new Peer().connect().await(Reason.NEXT_REQUEST);
    }

    @Test
    void closesNoneAsLongAsThereIsRoom() {
        var peers = List.of(idle(), idle(), idle());

        assertThat(peers.stream().anyMatch(Peer::isClosed), is(false));
    }

    @Test
    void closesTheOldestConnectionOfAnUnknownCallerForANewOne() {
        var known = idle().identify("a");
        var oldest = idle();
        var newer = idle();

        var newest = idle();

        assertThat(oldest.isClosed(), is(true));
        assertThat(known.isClosed() || newer.isClosed() || newest.isClosed(), is(false));
        assertThrows(CloseConnectionException.class, oldest.timeout::end);
    }

    @Test
    void closesAlsoAConnectionThatWaitsForTheRestOfARequest() {
        var slow = new Peer().connect().await(Reason.REST_OF_REQUEST);
        idle();
        idle();

        idle();

        assertThat(slow.isClosed(), is(true));
    }

    @Test
    void closesNoConnectionWhoseRequestIsBeingServed() {
        var busy = new Peer().connect();
        var idle = idle();
        idle();

        idle();

        assertThat(busy.socket.events, is(empty()));
        assertThat(idle.isClosed(), is(true));
    }

    @Test
    void closesThoseOfTheCallerWithTheMostConnectionsWhereAllAreKnown() {
        var few = idle().identify("few");
        var first = idle().identify("many");
        var second = idle().identify("many");

        var newest = new Peer().connect();

        assertThat(first.isClosed(), is(true));
        assertThat(few.isClosed() || second.isClosed() || newest.isClosed(), is(false));
    }

    @Test
    void aConnectionThatWasRemovedCountsNoMore() {
        var gone = idle();
        idle();
        idle();
        connections.remove(gone.timeout);
        gone.identify("too late");

        var newest = idle();

        assertThat(gone.socket.events, is(empty()));
        assertThat(newest.isClosed(), is(false));
    }

    @Test
    void closesEachConnectionOnce() {
        var oldest = idle();
        var second = idle();
        idle();

        idle();
        idle();

        assertThat(oldest.socket.events, contains("closed"));
        assertThat(second.socket.events, contains("closed"));
    }
}
