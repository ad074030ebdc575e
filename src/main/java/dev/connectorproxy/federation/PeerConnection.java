package dev.connectorproxy.federation;

import dev.connectorproxy.outbound.OneRequestConnection;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection to another proxy, which reads no more than so many bytes and no longer than until its deadline.
final class PeerConnection extends OneRequestConnection {
    private final long deadline;
    private long left;

    /// @param connection is open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param most bytes that may come, head and framing included
    PeerConnection(ClientConnection connection, long deadline, long most) {
        super(connection);
        this.deadline = deadline;
        this.left = most;
    }

    /// More came than may.
    static final class TooMuch extends RuntimeException {}

    @Override
    protected byte[] more() {
        byte[] bytes = receive(timeLeft(deadline));
        left -= bytes == null ? 0 : bytes.length;
        if (left < 0) {
            throw new TooMuch();
        }
        return bytes;
    }

    /// @throws UncheckedIOException there is none
    static Duration timeLeft(long deadline) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw new UncheckedIOException(new SocketTimeoutException("the deadline has passed"));
        }
        return left;
    }
}
