package dev.connectorproxy.federation;

import dev.connectorproxy.outbound.SingleUseConnection;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection to a peer that limits the bytes read and ends reading at a deadline.
final class PeerConnection extends SingleUseConnection {
    private final long deadline;
    private long bytesLeft;

    /// @param connection already open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param maxBytes to read, head and framing included
    PeerConnection(ClientConnection connection, long deadline, long maxBytes) {
        super(connection);
        this.deadline = deadline;
        this.bytesLeft = maxBytes;
    }

    /// The peer sent more bytes than allowed.
    static final class TooLargeException extends RuntimeException {}

    @Override
    protected byte[] readMore() {
        byte[] bytes = receive(timeLeft(deadline));
        bytesLeft -= bytes == null ? 0 : bytes.length;
        if (bytesLeft < 0) {
            throw new TooLargeException();
        }
        return bytes;
    }

    /// The time until the deadline, at least one millisecond.
    ///
    /// @throws UncheckedIOException the deadline has passed
    static Duration timeLeft(long deadline) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw new UncheckedIOException(new SocketTimeoutException("the deadline has passed"));
        }
        return left;
    }
}
