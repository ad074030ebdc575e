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

/// A server on a raw socket of loopback that reads the head of each request and then does as its script says.
final class RawPeer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final String greeting;
    private final Script script;

    /// What is done once a request's head has been read; then the connection is closed.
    interface Script {
        void answer(Socket socket) throws IOException;
    }

    RawPeer(Script script) throws IOException {
        this("", script);
    }

    private RawPeer(String greeting, Script script) throws IOException {
        this.greeting = greeting;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// Sends these bytes and hangs up.
    static RawPeer sending(String answer) throws IOException {
        return new RawPeer(socket -> send(socket, answer));
    }

    /// Sends these bytes before it is asked.
    static RawPeer greeting(String text) throws IOException {
        return new RawPeer(text, _ -> {});
    }

    /// Sends these bytes and then nothing, until the other side hangs up.
    static RawPeer keepingOpen(String answer) throws IOException {
        return new RawPeer(socket -> {
            send(socket, answer);
            while (socket.getInputStream().read() >= 0) {
                // whatever it says
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

    /// The heads of the requests that came.
    List<String> heads() {
        return heads;
    }

    /// How many connections are open.
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
            script.answer(socket);
            socket.shutdownOutput();
            while (in.read() >= 0) {
                // the rest of the request: closing with it unread would reset the connection
            }
        } catch (IOException _) {
            // the other side has gone
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
