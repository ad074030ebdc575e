package dev.connectorproxy.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A stub of SpiffArena's callback route, always on the same port: accepts one callback per task, refuses a second one
/// as SpiffArena does, and can be stopped. Thread-safe.
final class SpiffArenaStub implements AutoCloseable {
    private static final byte[] TAKEN =
            "{\"ok\":true,\"status\":\"completed\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] REFUSED =
            "{\"error_code\":\"not_waiting_for_callback\"}".getBytes(StandardCharsets.UTF_8);

    private final int port;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private volatile long lastTaken;
    private HttpServer server; // used by the thread that starts and stops it

    SpiffArenaStub() throws IOException {
        port = Nginx.freePort();
    }

    String origin() {
        return "http://127.0.0.1:" + port;
    }

    String callback(String task) {
        return origin() + "/v1.0/tasks/7/" + task + "/callback";
    }

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    /// The number of tasks whose callback was accepted.
    int taken() {
        return taken.size();
    }

    /// The number of callbacks for a task that already had one.
    long refused() {
        return refused.get();
    }

    /// When the last one was taken, a reading of [System#nanoTime()].
    long lastTaken() {
        return lastTaken;
    }

    /// @return whether so many callbacks were accepted in time
    boolean awaitTaken(int count, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (taken.size() < count && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        return taken.size() >= count;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean first = taken.add(exchange.getRequestURI().getPath().split("/")[4]);
        if (first) {
            lastTaken = System.nanoTime();
        } else {
            refused.incrementAndGet();
        }
        var body = first ? TAKEN : REFUSED;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(first ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
