package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.database.session.ByteBudget;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.X509TrustManager;

/// The one address that the sockets of one connection connect to, whatever the driver asks for. Drivers create socket
/// factories and trust managers by their class names and pass a text to them: the id, by which they find this object.
/// Thread-safe.
public final class PinnedAddress implements AutoCloseable {
    private static final Map<String, PinnedAddress> OPEN = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();
    private final InetSocketAddress address;
    private final int timeoutMillis;
    private final ByteBudget budget;
    private final Optional<X509TrustManager> trust;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private PinnedAddress(
            InetSocketAddress address,
            int timeoutMillis,
            ByteBudget budget,
            Optional<X509TrustManager> trust) {
        this.address = address;
        this.timeoutMillis = timeoutMillis;
        this.budget = budget;
        this.trust = trust;
    }

    /// An address that can be found by its id until it is closed.
    ///
    /// @param address with the host name that TLS verifies
    /// @param timeoutMillis the timeout of connecting, and of reading until the driver sets another one
    /// @param budget limits the bytes received
    /// @param trust for the server's certificate, instead of the driver's own
    static PinnedAddress open(
            InetSocketAddress address,
            int timeoutMillis,
            ByteBudget budget,
            Optional<X509TrustManager> trust) {
        var pinned = new PinnedAddress(address, timeoutMillis, budget, trust);
        OPEN.put(pinned.id, pinned);
        return pinned;
    }

    static PinnedAddress find(String id) {
        return Optional.ofNullable(id)
                .map(OPEN::get)
                .orElseThrow(() -> new IllegalStateException("no address was permitted"));
    }

    String id() {
        return id;
    }

    String host() {
        return address.getHostString();
    }

    int port() {
        return address.getPort();
    }

    /// The address without its name, so that no driver resolves the name.
    String literal() {
        return address.getAddress().getHostAddress().replaceFirst("%.*", "");
    }

    ByteBudget budget() {
        return budget;
    }

    Optional<X509TrustManager> trust() {
        return trust;
    }

    /// An unconnected socket that connects to this address only.
    Socket socket() throws SocketException {
        return socket(address);
    }

    /// A connected socket.
    Socket connectedSocket() throws IOException {
        return connectedSocket(address);
    }

    /// A socket that is connected to another address that the guard permitted, and belongs to the same connection.
    Socket connectedSocket(InetSocketAddress other) throws IOException {
        var socket = socket(other);
        try {
            socket.connect(other, timeoutMillis);
            return socket;
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    /// Has that closed together with the sockets.
    void closeWith(Closeable closeable) throws SocketException {
        open.add(closeable);
        if (closed) {
            closeQuietly(closeable);
            throw new SocketException("the connection was closed");
        }
    }

    private Socket socket(InetSocketAddress to) throws SocketException {
        var socket = new PinnedSocket(to, timeoutMillis, budget);
        closeWith(socket);
        return socket;
    }

    /// Closes every socket, and makes no others.
    @Override
    public void close() {
        closed = true;
        OPEN.remove(id);
        open.forEach(PinnedAddress::closeQuietly);
    }

    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException _) {
            // it is not used any more
        }
    }
}
