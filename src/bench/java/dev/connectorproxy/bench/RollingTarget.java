package dev.connectorproxy.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// What the calls of [RollingLoad] reach: `/fast/ID` and, after a second, `/slow/ID` respond with the id. Counts the
/// requests with each id.
final class RollingTarget implements AutoCloseable {
    private static final long SLOW_MILLIS = 1_000;

    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final HttpServer server;

    RollingTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// How many ids came more than once.
    long repeated() {
        return requests.values().stream().filter(count -> count.get() > 1).count();
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var id = path.substring(path.lastIndexOf('/') + 1);
            requests.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            if (path.startsWith("/slow/")) {
                Thread.sleep(SLOW_MILLIS);
            }
            var body = "{\"id\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
