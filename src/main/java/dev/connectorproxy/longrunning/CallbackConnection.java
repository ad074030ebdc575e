package dev.connectorproxy.longrunning;

import dev.connectorproxy.outbound.OneRequestConnection;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection for one callback, which reads no more than so many bytes and no longer than until its deadline.
final class CallbackConnection extends OneRequestConnection {
    private final long deadline;
    private long left;

    /// @param connection is open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param most bytes that may come, head and framing included
    CallbackConnection(ClientConnection connection, long deadline, long most) {
        super(connection);
        this.deadline = deadline;
        this.left = most;
    }

    @Override
    protected byte[] more() {
        var patience = Duration.ofNanos(deadline - System.nanoTime());
        if (patience.toMillis() <= 0 || left < 0) {
            throw new UncheckedIOException(new SocketTimeoutException("too long, or too much"));
        }
        byte[] bytes = receive(patience);
        left -= bytes == null ? 0 : bytes.length;
        return bytes;
    }
}
