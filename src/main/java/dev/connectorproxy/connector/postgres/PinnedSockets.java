package dev.connectorproxy.connector.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
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
    private record Pin(InetSocketAddress address, int timeoutMillis) {}

    public PinnedSockets(Properties properties) {
        if (!(properties.get(KEY) instanceof Pin it)) {
            throw new IllegalStateException("no address was given");
        }
        this.pin = it;
    }

    /// Has connections of these properties go to this address.
    static void pin(Properties properties, InetSocketAddress address, int timeoutMillis) {
        properties.put(KEY, new Pin(address, timeoutMillis));
        properties.setProperty("socketFactory", PinnedSockets.class.getName());
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
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
