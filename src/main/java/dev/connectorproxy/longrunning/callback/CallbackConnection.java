package dev.connectorproxy.longrunning.callback;

import dev.connectorproxy.outbound.SingleUseConnection;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection for one callback that limits the bytes read and ends reading at a deadline.
final class CallbackConnection extends SingleUseConnection {
    private final long deadline;
    private long bytesLeft;

    /// @param connection already open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param maxBytes to read, head and framing included
    CallbackConnection(ClientConnection connection, long deadline, long maxBytes) {
        super(connection);
        this.deadline = deadline;
        this.bytesLeft = maxBytes;
    }

    @Override
    protected byte[] readMore() {
        var timeout = Duration.ofNanos(deadline - System.nanoTime());
        if (timeout.toMillis() <= 0 || bytesLeft < 0) {
            throw new UncheckedIOException(new SocketTimeoutException("too long, or too much"));
        }
        byte[] bytes = receive(timeout);
        bytesLeft -= bytes == null ? 0 : bytes.length;
        return bytes;
    }
}
