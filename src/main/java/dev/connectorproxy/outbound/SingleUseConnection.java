package dev.connectorproxy.outbound;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection for one request that limits the bytes read and ends reading at a deadline: WebClient has a timeout for
/// each read but not for all of them, and buffers a whole chunk before its size can be checked. Used by one thread.
public final class SingleUseConnection implements ClientConnection {
    private final ClientConnection connection;
    private final long deadline;
    private long bytesLeft;
    private final DataReader reader = DataReader.create(this::readMore);

    /// @param connection already open
    /// @param deadline a reading of [System#nanoTime()]
    /// @param maxBytes to read, head and framing included
    public SingleUseConnection(ClientConnection connection, long deadline, long maxBytes) {
        this.connection = connection;
        this.deadline = deadline;
        this.bytesLeft = maxBytes;
    }

    /// The peer sent more bytes than allowed.
    public static final class TooLargeException extends RuntimeException {}

    /// The time until the deadline, at least one millisecond.
    ///
    /// @throws UncheckedIOException the deadline has passed
    public static Duration timeLeft(long deadline) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw new UncheckedIOException(new SocketTimeoutException("the deadline has passed"));
        }
        return left;
    }

    /// Reads the next bytes; null at the end of the stream, as [DataReader] requires.
    private byte[] readMore() {
        connection.readTimeout(timeLeft(deadline));
        byte[] bytes = connection.helidonSocket().get();
        bytesLeft -= bytes == null ? 0 : bytes.length;
        if (bytesLeft < 0) {
            throw new TooLargeException();
        }
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

    /// Ignored: the deadline limits each read.
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
