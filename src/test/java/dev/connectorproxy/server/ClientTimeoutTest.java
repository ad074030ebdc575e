package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.server.ClientTimeout.Reason;
import io.helidon.webserver.CloseConnectionException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ClientTimeoutTest {
    private static final long DEADLINE = 1;
    private static final byte[] TIMEOUT_RESPONSE = "too slow".getBytes(StandardCharsets.UTF_8);

    private final RecordingSocket socket = new RecordingSocket();
    private final ClientTimeout timeout = new ClientTimeout(socket, TIMEOUT_RESPONSE);

    @Test
    void letsAThreadThatItsPeerWokeContinueOnlyAfterTheTimeoutResponse() throws Exception {
        timeout.begin(Reason.REST_OF_REQUEST, DEADLINE);
        timeout.tryExpire(DEADLINE);
        var woken = Thread.startVirtualThread(this::endWait);
        while (woken.isAlive() && woken.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(socket.events, is(empty()));

        timeout.sendResponseAndClose();
        woken.join();

        assertThat(socket.events, contains("too slow", "closed", "gone on"));
    }

    @Test
    void delaysNoOtherThread() throws Exception {
        timeout.begin(Reason.NEXT_REQUEST, DEADLINE);
        timeout.end();
        timeout.awaitTimeoutResponse();

        timeout.begin(Reason.NEXT_REQUEST, DEADLINE);
        timeout.stop();
        endWait();

        assertThat(socket.events, contains("closed", "gone on"));
    }

    private void endWait() {
        assertThrows(CloseConnectionException.class, timeout::end);
        try {
            timeout.awaitTimeoutResponse();
            socket.events.add("gone on");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
