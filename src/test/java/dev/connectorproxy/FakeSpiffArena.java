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
final class FakeSpiffArena implements AutoCloseable {
    private final Set<String> waitingTasks = ConcurrentHashMap.newKeySet();
    private final List<Callback> accepted = new CopyOnWriteArrayList<>();
    private final Queue<RecordingUpstream.Responder> script = new ConcurrentLinkedQueue<>();
    private final RecordingUpstream server;
    private volatile Optional<Map.Entry<String, String>> credentials = Optional.empty();

    /// A callback that was accepted.
    record Callback(String task, String body) {}

    FakeSpiffArena() throws IOException {
        server = new RecordingUpstream(this::respond);
    }

    /// Callbacks must have this header.
    FakeSpiffArena requiringHeader(String header, String value) {
        credentials = Optional.of(Map.entry(header, value));
        return this;
    }

    /// Responds to the next callback this way, whichever it is.
    FakeSpiffArena respondNext(RecordingUpstream.Responder responder) {
        script.add(responder);
        return this;
    }

    FakeSpiffArena respondNext(int status) {
        return respondNext(
                exchange -> RecordingUpstream.send(exchange, status, "application/json", "{}"));
    }

    /// Adds a waiting task.
    void addWaitingTask(String task) {
        waitingTasks.add(task);
    }

    /// A call for a waiting task, whose request to the upstream has the name of the task as its path.
    HttpRequest call(String base, String command, String task, String upstream) {
        addWaitingTask(task);
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

    List<Callback> accepted() {
        return accepted;
    }

    /// All callbacks received, accepted or not.
    List<RecordingUpstream.ReceivedRequest> requests() {
        return server.requests();
    }

    Callback awaitCallback(String task) {
        Await.condition(
                "the callback of " + task,
                () -> accepted.stream().anyMatch(it -> it.task().equals(task)));
        return accepted.stream().filter(it -> it.task().equals(task)).findFirst().orElseThrow();
    }

    private void respond(HttpExchange exchange) throws IOException {
        var scripted = script.poll();
        if (scripted != null) {
            scripted.respond(exchange);
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
        if (!waitingTasks.remove(task)) {
            refuse(exchange, 400, "not_waiting_for_callback");
            return;
        }
        var body =
                server.requests().reversed().stream()
                        .filter(it -> it.target().contains(task))
                        .findFirst()
                        .orElseThrow()
                        .body();
        accepted.add(new Callback(task, body));
        RecordingUpstream.send(
                exchange, 200, "application/json", "{\"ok\":true,\"status\":\"completed\"}");
    }

    /// Accepts the callback of that task without sending a response.
    void acceptWithoutResponse(String task) {
        if (waitingTasks.remove(task)) {
            accepted.add(new Callback(task, server.requests().getLast().body()));
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        RecordingUpstream.send(
                exchange, status, "application/json", "{\"error_code\":\"" + code + "\"}");
    }

    @Override
    public void close() {
        server.close();
    }
}
