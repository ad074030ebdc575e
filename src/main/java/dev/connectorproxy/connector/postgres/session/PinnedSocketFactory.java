package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.database.session.ByteBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Properties;
import javax.net.SocketFactory;

/// A socket factory for one connection and for its cancel requests: its sockets are connected to the one address that
/// the egress policy permitted, whatever the driver asks for. The driver creates the factory by its class name and
/// passes the connection properties, which contain the address.
public final class PinnedSocketFactory extends SocketFactory {
    private static final String KEY = "dev.connectorproxy.pin";

    private final Pin pin;

    /// The address that sockets connect to.
    ///
    /// @param budget limits the bytes received
    record Pin(InetSocketAddress address, int timeoutMillis, ByteBudget budget) {}

    public PinnedSocketFactory(Properties properties) {
        if (!(properties.get(KEY) instanceof Pin given)) {
            throw new IllegalStateException("no address was given");
        }
        this.pin = given;
    }

    /// Sets the driver properties that make connections use this address.
    static void configure(Properties properties, Pin pin) {
        properties.put(KEY, pin);
        properties.setProperty("socketFactory", PinnedSocketFactory.class.getName());
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = pin.budget().socket();
        try {
            socket.connect(pin.address(), pin.timeoutMillis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
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

    private static SocketException refused() {
        return new SocketException("only the permitted address may be connected to");
    }
}
