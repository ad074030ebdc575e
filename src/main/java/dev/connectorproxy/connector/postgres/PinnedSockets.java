package dev.connectorproxy.connector.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Properties;
import javax.net.SocketFactory;

/// The sockets of one connection, for the query and for its cancellation: already connected, to the one address that passed
/// the guard, whatever the driver asks for. The driver makes it by name and hands it the properties of the connection, among
/// which is the address.
public final class PinnedSockets extends SocketFactory {
    private static final String KEY = "dev.connectorproxy.pin";

    private final Pin pin;

    /// Where sockets go.
    ///
    /// @param budget of what may be read from them
    record Pin(InetSocketAddress address, int timeoutMillis, ByteBudget budget) {}

    public PinnedSockets(Properties properties) {
        if (!(properties.get(KEY) instanceof Pin it)) {
            throw new IllegalStateException("no address was given");
        }
        this.pin = it;
    }

    /// Has connections of these properties go there.
    static void use(Properties properties, Pin pin) {
        properties.put(KEY, pin);
        properties.setProperty("socketFactory", PinnedSockets.class.getName());
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
