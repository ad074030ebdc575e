package dev.connectorproxy.connector.sql.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.ConfigurableSocketFactory;

/// The socket factory of MariaDB's driver for one connection and for the one that cancels its statements. The driver creates
/// it by its class name.
public final class MariaDbSocketFactory extends ConfigurableSocketFactory {
    /// The property that carries the id of the [PinnedAddress].
    static final String KEY = "connectorProxyAddress";

    private PinnedAddress address;

    @Override
    public void setConfiguration(Configuration configuration, String host) {
        address = PinnedAddress.find(configuration.nonMappedOptions().getProperty(KEY));
    }

    /// Connected, since the driver would resolve the name otherwise.
    @Override
    public Socket createSocket() throws IOException {
        return address.connectedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw refused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        throw refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw refused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        throw refused();
    }

    static SocketException refused() {
        return new SocketException("only the permitted address may be connected to");
    }
}
