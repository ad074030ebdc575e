package dev.connectorproxy.provider.wise;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A fake Wise on a local port, with the peculiarities of the real one and injectable faults.
public final class WiseServer implements AutoCloseable {

    /// The only API key it knows.
    public static final String API_KEY = "wise-0f5b9c-key";

    private static final int KEPT = 1_000;

    static {
        // read once, by the first server of the process; without it every long response waits 40 ms
        // for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final WiseData data;
    private final WiseRoutes routes;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Deque<Request> seen = new ConcurrentLinkedDeque<>();
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Consumer<Request> before = _ -> {};

    private WiseServer(HttpServer server, WiseData data) {
        this.server = server;
        this.data = data;
        this.routes = new WiseRoutes(data);
    }

    /// A server with this data.
    public static WiseServer start(WiseData data) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var server = new WiseServer(HttpServer.create(address, 128), data);
            server.server.setExecutor(server.threads);
            server.server.createContext("/", server::handle);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException("no port to be had", e);
        }
    }

    /// A fault of one request.
    public sealed interface Fault {

        /// A response with that status.
        record Status(int status, Map<String, String> headers, String body) implements Fault {}

        /// A response that is cut off.
        record Cut() implements Fault {}

        /// A delayed response.
        record Slow(Duration time) implements Fault {}

        /// The normal response.
        record None() implements Fault {}

        /// An error response in Wise's format.
        static Fault status(int status) {
            return new Status(
                    status,
                    Map.of("Content-Type", "application/json"),
                    "{\"errors\":[{\"code\":\"E%d\",\"message\":\"no %d\"}]}"
                            .formatted(status, status));
        }

        /// A 429 response with `Retry-After`.
        static Fault tooMany(int seconds) {
            return new Status(429, Map.of("Retry-After", String.valueOf(seconds)), "");
        }
    }

    /// A received request.
    public record Request(
            String method, String target, Map<String, List<String>> headers, String body) {

        /// The first header of that name, ignoring case; an empty string for none.
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    /// Its base URL.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The configuration of a connector to it.
    public JsonObject config() {
        return Json.createObjectBuilder()
                .add("name", "wise")
                .add("apiKey", API_KEY)
                .add("webhookPublicKey", WiseSigner.publicKey())
                .add("endpoint", url())
                .build();
    }

    /// Its data.
    public WiseData data() {
        return data;
    }

    /// Its routes, for changes of their behaviour.
    public WiseRoutes routes() {
        return routes;
    }

    /// The faults of the next requests, one each.
    public void next(Fault... more) {
        faults.addAll(List.of(more));
    }

    /// An action before each response, such as a deletion.
    public void before(Consumer<Request> hook) {
        before = hook;
    }

    /// The latest requests, oldest first.
    public List<Request> requests() {
        return List.copyOf(seen);
    }

    /// How many requests there were.
    public long count() {
        return requests.get();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = read(exchange);
            requests.incrementAndGet();
            seen.add(request);
            if (seen.size() > KEPT) {
                seen.poll();
            }
            before.accept(request);
            var fault = faults.poll();
            respond(exchange, request, fault == null ? new Fault.None() : fault);
        }
    }

    private void respond(HttpExchange exchange, Request request, Fault fault) throws IOException {
        switch (fault) {
            case Fault.Status(var status, var headers, var body) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                send(exchange, status, body);
            }
            case Fault.Cut() -> {
                var body = routes.respond(request).body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length + 1L);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            }
            case Fault.Slow(var time) -> {
                await(time);
                respond(exchange, request, new Fault.None());
            }
            case Fault.None() -> {
                var response = routes.respond(request);
                exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
                send(exchange, response.status(), response.body());
            }
        }
    }

    private void await(Duration time) {
        try {
            closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
