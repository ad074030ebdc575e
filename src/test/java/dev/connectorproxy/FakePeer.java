package dev.connectorproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Another connector proxy on loopback, whose list and responses a test defines.
final class FakePeer implements AutoCloseable {
    static final String ENTRY =
            "{\"id\":\"py/Work\",\"parameters\":[{\"id\":\"a\",\"type\":\"str\",\"required\":true,\"hint\":1.50}],\"team\":\"blue\"}";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<RecordingUpstream.ReceivedRequest> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger listRequests = new AtomicInteger();
    private volatile RecordingUpstream.Responder list =
            exchange -> json(exchange, 200, "[" + ENTRY + "]");
    private volatile RecordingUpstream.Responder responder = exchange -> json(exchange, 200, "{}");

    FakePeer() throws IOException {
        this(0);
    }

    FakePeer(int port) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        RecordingUpstream.send(exchange, status, "application/json", body);
    }

    static String entry(String id) {
        return "{\"id\":\"%s\",\"parameters\":[]}".formatted(id);
    }

    FakePeer listing(String json) {
        return listing(exchange -> json(exchange, 200, json));
    }

    FakePeer listing(RecordingUpstream.Responder responder) {
        list = responder;
        return this;
    }

    FakePeer respondingWith(RecordingUpstream.Responder responder) {
        this.responder = responder;
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The calls of commands that were received.
    List<RecordingUpstream.ReceivedRequest> calls() {
        return calls;
    }

    /// The number of requests for the list.
    int listRequests() {
        return listRequests.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestURI().toString();
            if (target.equals("/v1/commands")) {
                listRequests.incrementAndGet();
                list.respond(exchange);
                return;
            }
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(
                    new RecordingUpstream.ReceivedRequest(
                            exchange.getRequestMethod(),
                            target,
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
            responder.respond(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
