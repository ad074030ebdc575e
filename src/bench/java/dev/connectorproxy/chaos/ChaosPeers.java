package dev.connectorproxy.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.connectorproxy.chaos.EventLog.Kind;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// The upstream and the SpiffArena of all replicas. Each process of a replica reaches them at its own loopback address,
/// which identifies it. Thread-safe.
final class ChaosPeers implements AutoCloseable {
    static final String UPSTREAM = "upstream.test";
    static final String ARENA = "arena.test";
    static final String API_KEY = "let-me-in";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final EventLog eventLog;
    private final int upstreamPort;
    private final int arenaPort;

    ChaosPeers(EventLog eventLog) throws IOException {
        this.eventLog = eventLog;
        this.upstreamPort = listen("127.0.0.1", 0, this::upstream);
        this.arenaPort = listen("127.0.0.1", 0, this::arena);
    }

    /// Listens at the address of a new process.
    void expect(String address) throws IOException {
        listen(address, upstreamPort, this::upstream);
        listen(address, arenaPort, this::arena);
    }

    String arenaOrigin() {
        return "http://" + ARENA + ":" + arenaPort;
    }

    String callbackUrl(String task) {
        return arenaOrigin() + "/v1.0/tasks/7/" + task + "/callback";
    }

    String upstreamUrl(String task, long millis) {
        return "http://" + UPSTREAM + ":" + upstreamPort + "/" + task + "?millis=" + millis;
    }

    /// SpiffArena has processed the 202 of the task.
    void markWaiting(String task) {
        waiting.add(task);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private int listen(String address, int port, HttpHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(address, port), 1024);
        server.setExecutor(threads);
        server.createContext("/", handler);
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    /// Responds with the name of the task after the requested time.
    private void upstream(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var task = exchange.getRequestURI().getPath().substring(1);
            eventLog.event(task, Kind.BEGUN, processOf(exchange));
            var millis = exchange.getRequestURI().getQuery().substring("millis=".length());
            LockSupport.parkNanos(Long.parseLong(millis) * 1_000_000);
            send(exchange, 200, "{\"task\":\"" + task + "\"}");
            eventLog.event(task, Kind.ENDED, processOf(exchange));
        }
    }

    /// Refuses some callbacks as busy, and accepts some without a response.
    private void arena(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var task = exchange.getRequestURI().getPath().split("/")[4];
            eventLog.event(task, Kind.CALLED, processOf(exchange));
            int luck = ThreadLocalRandom.current().nextInt(100);
            if (luck == 0) {
                refuse(exchange, 503, "unavailable");
            } else if (luck == 1) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                refuse(exchange, 429, "too_many_requests");
            } else {
                handleCallback(exchange, task, body, luck == 2);
            }
        }
    }

    private void handleCallback(HttpExchange exchange, String task, byte[] body, boolean silent)
            throws IOException {
        var headers = exchange.getRequestHeaders();
        if (!API_KEY.equals(headers.getFirst("SpiffWorkflow-Api-Key"))) {
            refuse(exchange, 401, "not_authenticated");
            return;
        }
        if (!exchange.getRequestMethod().equals("PUT")
                || !"application/json".equals(headers.getFirst("Content-Type"))) {
            refuse(exchange, 400, "invalid_mimetype");
            return;
        }
        var envelope = envelope(body);
        if (envelope.isEmpty() || !envelope.getJsonObject("command_response").containsKey("body")) {
            refuse(exchange, 400, "invalid_callback_body");
            return;
        }
        if (!waiting.remove(task)) {
            refuse(exchange, 400, "not_waiting_for_callback");
            return;
        }
        var kind = silent ? Kind.TAKEN_IN_SILENCE : Kind.TAKEN;
        eventLog.event(task, kind, processOf(exchange), outcome(task, envelope));
        if (!silent) {
            send(exchange, 200, "{\"ok\":true,\"status\":\"completed\"}");
        }
    }

    /// The callback body; empty when it is no valid envelope.
    private static JsonObject envelope(byte[] body) {
        try (var reader = Json.createReader(new ByteArrayInputStream(body))) {
            var envelope = reader.readObject();
            return envelope.getInt("command_response_version", 0) == 2
                            && envelope.containsKey("command_response")
                    ? envelope
                    : JsonObject.EMPTY_JSON_OBJECT;
        } catch (JsonException _) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }

    /// The error code, `ok`, or `foreign` for the result of another task.
    private static String outcome(String task, JsonObject envelope) {
        if (!envelope.isNull("error")) {
            return envelope.getJsonObject("error").getString("error_code");
        }
        return envelope.getJsonObject("command_response")
                        .get("body")
                        .toString()
                        .contains(task + "\"")
                ? "ok"
                : "foreign";
    }

    private static String processOf(HttpExchange exchange) {
        return exchange.getLocalAddress().getAddress().getHostAddress();
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        send(exchange, status, "{\"error_code\":\"" + code + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
