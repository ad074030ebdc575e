package dev.connectorproxy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A target that takes requests and never responds, until its clients close their connections.
final class HungUpstream implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final Set<String> closed = ConcurrentHashMap.newKeySet();

    HungUpstream() throws IOException {
        Thread.ofVirtual().start(this::acceptAll);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /// Waits for a request with that path.
    void await(String path) {
        await(path, 1);
    }

    /// Waits until there were that many requests with that path.
    void await(String path, int requests) {
        Await.condition("a request of " + path, () -> asked.getOrDefault(path, 0) >= requests);
    }

    /// Waits until the client of that request has closed its connection.
    void awaitClosed(String path) {
        Await.condition("the end of the request of " + path, () -> closed.contains(path));
    }

    private void acceptAll() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> hold(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void hold(Socket socket) {
        try (socket;
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII))) {
            var path = in.readLine().split(" ")[1];
            asked.merge(path, 1, Integer::sum);
            awaitEnd(in);
            closed.add(path);
        } catch (IOException _) {
            // the client is gone
        }
    }

    private static void awaitEnd(BufferedReader in) {
        try {
            in.skip(Long.MAX_VALUE);
        } catch (IOException _) {
            // reset by the client
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
