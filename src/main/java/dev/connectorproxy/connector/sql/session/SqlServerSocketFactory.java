package dev.connectorproxy.connector.sql.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// The socket factory of SQL Server's driver for one connection. The driver creates it by its class name, and connects the
/// sockets itself; a server that sends it elsewhere is not followed.
public final class SqlServerSocketFactory extends SocketFactory {
    private final PinnedAddress address;

    /// @param id of the [PinnedAddress]
    public SqlServerSocketFactory(String id) {
        this.address = PinnedAddress.find(id);
    }

    @Override
    public Socket createSocket() throws IOException {
        return address.socket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw MariaDbSocketFactory.refused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        throw MariaDbSocketFactory.refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw MariaDbSocketFactory.refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        throw MariaDbSocketFactory.refused();
    }
}
