package dev.connectorproxy.outbound;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.time.Duration;

/// A connection for one request. Its subclass limits how many bytes are read and how long: WebClient has a timeout for
/// each read but not for all of them, and buffers a whole chunk before its size can be checked. Used by one thread.
public abstract class SingleUseConnection implements ClientConnection {
    private final ClientConnection connection;

    @SuppressWarnings("this-escape") // nothing is read before the first request
    private final DataReader reader = DataReader.create(this::readMore);

    /// @param connection an open connection
    protected SingleUseConnection(ClientConnection connection) {
        this.connection = connection;
    }

    /// Reads the next bytes, with [#receive]. Called whenever the reader has consumed all bytes.
    protected abstract byte[] readMore();

    /// Reads the next bytes.
    ///
    /// @param timeout how long to wait for them
    /// @return null at the end of the stream, as [DataReader] requires
    protected final byte[] receive(Duration timeout) {
        connection.readTimeout(timeout);
        return connection.helidonSocket().get();
    }

    @Override
    public final DataReader reader() {
        return reader;
    }

    @Override
    public final DataWriter writer() {
        return connection.writer();
    }

    @Override
    public final String channelId() {
        return connection.channelId();
    }

    @Override
    public final HelidonSocket helidonSocket() {
        return connection.helidonSocket();
    }

    /// Ignored: the subclass sets the timeout of each read.
    @Override
    public final void readTimeout(Duration timeout) {}

    @Override
    public final void releaseResource() {
        closeResource();
    }

    @Override
    public final void closeResource() {
        connection.closeResource();
    }
}
