package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.database.session.ByteBudget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;

/// A socket that connects to one address, whatever is asked for, and counts what it receives.
final class PinnedSocket extends Socket {
    private final InetSocketAddress address;
    private final int timeoutMillis;
    private final ByteBudget budget;

    PinnedSocket(InetSocketAddress address, int timeoutMillis, ByteBudget budget) {
        super(Proxy.NO_PROXY);
        this.address = address;
        this.timeoutMillis = timeoutMillis;
        this.budget = budget;
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, timeoutMillis);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        int bounded = timeout <= 0 ? timeoutMillis : Math.min(timeout, timeoutMillis);
        super.connect(address, bounded);
        setSoTimeout(timeoutMillis);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return budget.counted(super.getInputStream());
    }
}
