package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.server.Wait.For;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WaitTest {
    private static final long DEADLINE = 1;
    private static final byte[] FAREWELL = "too slow".getBytes(StandardCharsets.UTF_8);

    private final Socket socket = new Socket();
    private final Wait wait = new Wait(socket, FAREWELL);

    @Test
    void letsAThreadThatItsPeerWokeContinueOnlyAfterTheTimeoutResponse() throws Exception {
        wait.begin(For.REST_OF_REQUEST, DEADLINE);
        wait.expire(DEADLINE);
        var woken = Thread.startVirtualThread(this::goOn);
        while (woken.isAlive() && woken.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(socket.seen, is(empty()));

        wait.finish();
        woken.join();

        assertThat(socket.seen, contains("too slow", "closed", "gone on"));
    }

    @Test
    void delaysNoOtherThread() throws Exception {
        wait.begin(For.NEXT_REQUEST, DEADLINE);
        wait.end();
        wait.awaitFarewell();

        wait.begin(For.NEXT_REQUEST, DEADLINE);
        wait.stop();
        goOn();

        assertThat(socket.seen, contains("closed", "gone on"));
    }

    private void goOn() {
        assertThrows(CloseConnectionException.class, wait::end);
        try {
            wait.awaitFarewell();
            socket.seen.add("gone on");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Records what is written and that it is closed.
    private static final class Socket implements HelidonSocket {
        private final Queue<String> seen = new ConcurrentLinkedQueue<>();

        @Override
        public void write(BufferData buffer) {
            seen.add(buffer.readString(buffer.available()));
        }

        @Override
        public void close() {
            seen.add("closed");
        }

        @Override
        public void idle() {}

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        @SuppressWarnings("removal") // abstract still
        public int read(BufferData buffer) {
            throw new AssertionError();
        }

        @Override
        public byte[] get() {
            throw new AssertionError();
        }

        @Override
        public PeerInfo remotePeer() {
            throw new AssertionError();
        }

        @Override
        public PeerInfo localPeer() {
            throw new AssertionError();
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String socketId() {
            return "server";
        }

        @Override
        public String childSocketId() {
            return "peer";
        }
    }
}
