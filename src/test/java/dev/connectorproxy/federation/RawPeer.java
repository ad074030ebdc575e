package dev.connectorproxy.federation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on a raw loopback socket that reads the head of each request and then runs a script.
final class RawPeer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final String greeting;
    private final Script script;

    /// Runs after the head of a request was read; then the connection is closed.
    interface Script {
        void respond(Socket socket) throws IOException;
    }

    RawPeer(Script script) throws IOException {
        this("", script);
    }

    private RawPeer(String greeting, Script script) throws IOException {
        this.greeting = greeting;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// Sends these bytes and closes the connection.
    static RawPeer responding(String response) throws IOException {
        return new RawPeer(socket -> send(socket, response));
    }

    /// Sends these bytes before the request.
    static RawPeer greeting(String text) throws IOException {
        return new RawPeer(text, _ -> {});
    }

    /// Sends these bytes and then nothing, until the client closes the connection.
    static RawPeer keepingOpen(String response) throws IOException {
        return new RawPeer(socket -> {
            send(socket, response);
            while (socket.getInputStream().read() >= 0) {
                // ignored
            }
        });
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /// The heads of the requests received.
    List<String> heads() {
        return heads;
    }

    /// The number of open connections.
    int connections() {
        return open.size();
    }

    private void accept() {
        while (true) {
            try {
                var socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            send(socket, greeting);
            heads.add(head(in));
            script.respond(socket);
            socket.shutdownOutput();
            while (in.read() >= 0) {
                // read the rest of the request: closing before would reset the connection
            }
        } catch (IOException _) {
            // closed by the client
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("no whole head");
            }
            head.append((char) c);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
