package dev.connectorproxy.egress;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on a raw loopback socket that sends what its script says, also malformed responses.
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public ScriptedServer(Script script) {
        this(listener(), script);
    }

    public ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// A server that sends the next of these texts after each request of a connection, and repeats the last one.
    static ScriptedServer responding(String... responses) {
        return new ScriptedServer(peer -> {
            for (int i = 0; ; i++) {
                peer.read();
                peer.send(responses[Math.min(i, responses.length - 1)]);
            }
        });
    }

    /// A server that sends this text after the first request of a connection and closes it.
    static ScriptedServer respondingOnce(String response) {
        return new ScriptedServer(peer -> {
            peer.read();
            peer.send(response);
        });
    }

    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public int port() {
        return listener.getLocalPort();
    }

    String url(String target) {
        return "http://127.0.0.1:" + port() + target;
    }

    /// The number of accepted connections.
    public int connections() {
        return connections.get();
    }

    int openConnections() {
        return open.size();
    }

    List<Request> requests() {
        return requests;
    }

    void closeConnections() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    /// Closes the server's half of every connection; the connections stay open until the client closes its half.
    void endResponses() throws IOException {
        for (var socket : open) {
            socket.shutdownOutput();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            closeConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket listener() {
        try {
            return new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                socket.setTcpNoDelay(true); // sends at once
                open.add(socket);
                var peer = new Peer(socket, connections.incrementAndGet());
                Thread.ofVirtual().start(() -> serve(peer));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Peer peer) {
        try (var _ = peer.socket) {
            script.serve(peer);
        } catch (IOException | InterruptedException _) {
            // the client has closed
        } finally {
            open.remove(peer.socket);
        }
    }

    /// Serves one connection, which is closed afterwards.
    public interface Script {
        void serve(Peer peer) throws IOException, InterruptedException;
    }

    /// A request as received.
    record Request(String head, String body) {
        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        List<String> fields() {
            return List.of(head.substring(head.indexOf("\r\n") + 2).split("\r\n"));
        }

        Optional<String> field(String name) {
            return fields().stream()
                    .filter(field ->
                            field.toLowerCase(Locale.ROOT)
                                    .startsWith(name.toLowerCase(Locale.ROOT) + ": "))
                    .map(field -> field.substring(name.length() + 2))
                    .findFirst();
        }
    }

    /// The server's end of a connection.
    public final class Peer {
        private final Socket socket;
        private final int number;

        private Peer(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /// The number of this connection, from 1.
        public int number() {
            return number;
        }

        /// Reads a request; its head.
        public String readHead() throws IOException {
            return read().head();
        }

        public Request read() throws IOException {
            var head = new ByteArrayOutputStream();
            var in = socket.getInputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int octet = in.read();
                if (octet < 0) {
                    throw new EOFException();
                }
                head.write(octet);
            }
            var text = head.toString(StandardCharsets.ISO_8859_1);
            var bare = new Request(text, "");
            int length = bare.field("Content-Length").map(Integer::parseInt).orElse(0);
            var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            var request = new Request(text, body);
            requests.add(request);
            return request;
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] octets) throws IOException {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        }

        /// Closes the connection with a reset.
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public Socket socket() {
            return socket;
        }
    }
}
