package dev.connectorproxy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A fake SpiffArena for callbacks: accepts one for each waiting task and refuses all others with the error codes of
/// SpiffArena.
final class Arena implements AutoCloseable {
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Queue<Upstream.Answering> script = new ConcurrentLinkedQueue<>();
    private final Upstream server;
    private volatile Optional<Map.Entry<String, String>> credentials = Optional.empty();

    /// A callback that was accepted.
    record Taken(String task, String body) {}

    Arena() throws IOException {
        server = new Upstream(this::answer);
    }

    /// Callbacks must have this header.
    Arena asking(String header, String value) {
        credentials = Optional.of(Map.entry(header, value));
        return this;
    }

    /// Responds to the next callback this way, whichever it is.
    Arena next(Upstream.Answering responder) {
        script.add(responder);
        return this;
    }

    Arena next(int status) {
        return next(exchange -> Upstream.send(exchange, status, "application/json", "{}"));
    }

    /// Adds a waiting task.
    void waits(String task) {
        waiting.add(task);
    }

    /// A call for a waiting task, whose request to the upstream has the name of the task as its path.
    HttpRequest call(String base, String command, String task, String upstream) {
        waits(task);
        var body =
                """
                {"url":"%s/%s","spiff__task_id":"%s","spiff__callback_url":"%s"}
                """
                        .formatted(upstream, task, task, callback(task));
        return HttpRequest.newBuilder(URI.create(base + "/v1/do/http/" + command))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    String origin() {
        return server.url();
    }

    String callback(String task) {
        return server.url() + "/v1.0/tasks/7/" + task + "/callback";
    }

    List<Taken> taken() {
        return taken;
    }

    /// All callbacks received, accepted or not.
    List<Upstream.Seen> seen() {
        return server.seen();
    }

    Taken awaitTaken(String task) {
        Until.happens(
                "the callback of " + task,
                () -> taken.stream().anyMatch(it -> it.task().equals(task)));
        return taken.stream().filter(it -> it.task().equals(task)).findFirst().orElseThrow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var scripted = script.poll();
        if (scripted != null) {
            scripted.answer(exchange);
            return;
        }
        accept(exchange);
    }

    /// Handles a callback as SpiffArena does.
    void accept(HttpExchange exchange) throws IOException {
        var required = credentials;
        if (required.isPresent()
                && !required.get()
                        .getValue()
                        .equals(exchange.getRequestHeaders().getFirst(required.get().getKey()))) {
            refuse(exchange, 401, "not_authenticated");
            return;
        }
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!exchange.getRequestMethod().equals("PUT") || !"application/json".equals(type)) {
            refuse(exchange, 400, "invalid_mimetype");
            return;
        }
        var task = exchange.getRequestURI().getPath().split("/")[4];
        if (!waiting.remove(task)) {
            refuse(exchange, 400, "not_waiting_for_callback");
            return;
        }
        var body =
                server.seen().reversed().stream()
                        .filter(it -> it.target().contains(task))
                        .findFirst()
                        .orElseThrow()
                        .body();
        taken.add(new Taken(task, body));
        Upstream.send(exchange, 200, "application/json", "{\"ok\":true,\"status\":\"completed\"}");
    }

    /// Accepts the callback of that task without sending a response.
    void takeInSilence(String task) {
        if (waiting.remove(task)) {
            taken.add(new Taken(task, server.seen().getLast().body()));
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        Upstream.send(exchange, status, "application/json", "{\"error_code\":\"" + code + "\"}");
    }

    @Override
    public void close() {
        server.close();
    }
}
