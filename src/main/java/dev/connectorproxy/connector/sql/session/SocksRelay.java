package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.spi.ConnectorException;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A SOCKS 5 server (RFC 1928) on the loopback interface, for the connection of a driver whose sockets cannot be replaced, but
/// which has a setting for it. It connects to the permitted address for the name of the target, and asks the guard about any
/// other server. It accepts connections while the driver connects, and relays bytes until it is closed.
final class SocksRelay implements Closeable {
    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;
    private static final int SUCCEEDED = 0;
    private static final int NOT_ALLOWED = 2;
    private static final int UNREACHABLE = 4;
    private static final int BACKLOG = 4;

    private final OpeningRequest request;
    private final ServerSocket server;

    private SocksRelay(OpeningRequest request, ServerSocket server) {
        this.request = request;
        this.server = server;
    }

    /// Starts a relay, which is closed with the address of the request at the latest.
    static SocksRelay start(OpeningRequest request) throws IOException {
        var server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        request.address().closeWith(server);
        var relay = new SocksRelay(request, server);
        Thread.ofVirtual().name("sql-relay").start(relay::accept);
        return relay;
    }

    InetAddress host() {
        return server.getInetAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    /// Accepts no more connections. Those that are open stay so.
    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                request.address().closeWith(client);
                Thread.ofVirtual().name("sql-relay").start(() -> relay(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void relay(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSoTimeout((int) request.timeout().toMillis());
            var in = new DataInputStream(client.getInputStream());
            var out = client.getOutputStream();
            greet(in, out);
            try (var upstream = connect(in, out)) {
                client.setSoTimeout(0);
                upstream.setSoTimeout(0); // the driver has timeouts of its own
                upstream.setTcpNoDelay(true);
                Thread.ofVirtual().name("sql-relay").start(() -> copy(upstream, client));
                copy(in, upstream.getOutputStream());
            }
        } catch (IOException _) {
            // the driver sees that its connection ends
        }
    }

    private static void greet(DataInputStream in, OutputStream out) throws IOException {
        if (in.readUnsignedByte() != VERSION) {
            throw new IOException("not SOCKS 5");
        }
        in.readNBytes(in.readUnsignedByte());
        out.write(new byte[] {VERSION, 0}); // no authentication
        out.flush();
    }

    private Socket connect(DataInputStream in, OutputStream out) throws IOException {
        in.readUnsignedByte();
        int command = in.readUnsignedByte();
        in.readUnsignedByte();
        var host = host(in);
        int port = in.readUnsignedShort();
        try {
            if (command != CONNECT) {
                throw new IOException("not a connection");
            }
            var upstream = connect(host, port);
            reply(out, SUCCEEDED);
            return upstream;
        } catch (ConnectorException e) {
            reply(out, NOT_ALLOWED);
            throw new IOException(e);
        } catch (IOException e) {
            reply(out, UNREACHABLE);
            throw e;
        }
    }

    private static String host(DataInputStream in) throws IOException {
        return switch (in.readUnsignedByte()) {
            case IPV4 -> InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
            case IPV6 -> InetAddress.getByAddress(in.readNBytes(16)).getHostAddress();
            case NAME ->
                    new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII);
            default -> throw new IOException("not an address");
        };
    }

    /// The caller's own server was permitted already, and has to be reached at that very address.
    private Socket connect(String host, int port) throws IOException {
        var target = request.target();
        var address = request.address();
        if (host.equalsIgnoreCase(target.host()) && port == target.port()) {
            return address.connectedSocket();
        }
        return address.connectedSocket(request.guard().permit(host, port).getFirst());
    }

    private static void reply(OutputStream out, int code) throws IOException {
        out.write(new byte[] {VERSION, (byte) code, 0, IPV4, 0, 0, 0, 0, 0, 0});
        out.flush();
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException _) {
            // either side has closed the connection, which closes the other
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[16_384];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }
}
