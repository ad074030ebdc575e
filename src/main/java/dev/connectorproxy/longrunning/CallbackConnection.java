package dev.connectorproxy.longrunning;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection for one callback, which reads no more than so many bytes and no longer than until its deadline. Used by one
/// thread.
final class CallbackConnection implements ClientConnection {
    private final ClientConnection connection;
    private final DataReader reader = new DataReader(this::more);
    private final long deadline;
    private long left;

    /// @param connection is open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param most bytes that may come, head and framing included
    CallbackConnection(ClientConnection connection, long deadline, long most) {
        this.connection = connection;
        this.deadline = deadline;
        this.left = most;
    }

    private byte[] more() {
        var patience = Duration.ofNanos(deadline - System.nanoTime());
        if (patience.toMillis() <= 0 || left < 0) {
            throw new UncheckedIOException(new SocketTimeoutException("too long, or too much"));
        }
        connection.readTimeout(patience);
        byte[] bytes = connection.helidonSocket().get();
        left -= bytes == null ? 0 : bytes.length;
        return bytes;
    }

    @Override
    public DataReader reader() {
        return reader;
    }

    @Override
    public DataWriter writer() {
        return connection.writer();
    }

    @Override
    public String channelId() {
        return connection.channelId();
    }

    @Override
    public HelidonSocket helidonSocket() {
        return connection.helidonSocket();
    }

    /// The deadline says how long.
    @Override
    public void readTimeout(Duration timeout) {}

    @Override
    public void releaseResource() {
        closeResource();
    }

    @Override
    public void closeResource() {
        connection.closeResource();
    }
}
