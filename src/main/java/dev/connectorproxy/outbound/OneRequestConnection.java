package dev.connectorproxy.outbound;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import java.time.Duration;

/// A connection for one request, whose subclass says how much may be read and for how long: WebClient itself bounds each wait
/// but not their sum, and takes in a whole chunk before anybody can count it. Used by one thread.
public abstract class OneRequestConnection implements ClientConnection {
    private final ClientConnection connection;

    @SuppressWarnings("this-escape") // nothing is read before the first request
    private final DataReader reader = new DataReader(this::more);

    /// @param connection is open
    protected OneRequestConnection(ClientConnection connection) {
        this.connection = connection;
    }

    /// What comes next, by way of [#receive]; called whenever the reader has run out.
    protected abstract byte[] more();

    /// Waits so long for the next bytes.
    ///
    /// @return null at the end, as [DataReader] wants it
    protected final byte[] receive(Duration patience) {
        connection.readTimeout(patience);
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

    /// The subclass says how long.
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
