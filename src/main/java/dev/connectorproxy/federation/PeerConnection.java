package dev.connectorproxy.federation;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection for one request, which reads no more than so many bytes and no longer than until its deadline: WebClient
/// itself bounds each wait but not their sum, and takes in a whole chunk before anybody can count it. Used by one thread.
final class PeerConnection implements ClientConnection {
    private final ClientConnection connection;
    private final DataReader reader = new DataReader(this::more);
    private final long deadline;
    private long left;

    /// @param connection is open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param most bytes that may come, head and framing included
    PeerConnection(ClientConnection connection, long deadline, long most) {
        this.connection = connection;
        this.deadline = deadline;
        this.left = most;
    }

    /// More came than may.
    static final class TooMuch extends RuntimeException {}

    private byte[] more() {
        connection.readTimeout(timeLeft(deadline));
        byte[] bytes = connection.helidonSocket().get();
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
