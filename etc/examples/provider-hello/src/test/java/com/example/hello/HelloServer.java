package com.example.hello;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A pretend bank on this machine, with the API that `HelloConnector` reads. Tests fill it and break it, and `HelloDemo`
/// runs it beside the development server. Thread-safe.
final class HelloServer implements AutoCloseable {
    static final String API_KEY = "k3y-0123456789-hello";

    static {
        // without it, the JDK's server holds the body of every response back for 40 ms
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private volatile HelloData data = new HelloData(1, 25);
    private volatile Optional<Reply> refusal = Optional.empty();

    private record Reply(int status, String body) {}

    /// @param port 0 for any that is free
    HelloServer(int port) throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    HelloData data() {
        return data;
    }

    /// Replaces all rows.
    void fill(long seed, int rows) {
        data = new HelloData(seed, rows);
    }

    /// Refuses every request with that status, until [#accept()].
    void refuse(int status) {
        refusal = Optional.of(new Reply(status, error("refused", "as the test wants it")));
    }

    void accept() {
        refusal = Optional.empty();
    }

    /// The body of an error response.
    static String error(String code, String message) {
        return """
        {"error": {"code": "%s", "message": "%s"}}\
        """
                .formatted(code, message);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var reply = refusal.orElseGet(() -> reply(exchange));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (reply.status() == 429) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply reply(HttpExchange exchange) {
        if (!("Bearer " + API_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Reply(401, error("unauthorized", "there is no such key"));
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return new Reply(405, error("method_not_allowed", "GET only"));
        }
        var path = exchange.getRequestURI().getPath().split("/");
        var query = query(exchange);
        if (path.length == 2 && path[1].equals("accounts")) {
            var page = data.accounts.page(cursor(query), limit(query));
            return list(page, page.rows().stream().map(HelloData.AccountRow::json));
        }
        if (path.length == 2 && path[1].equals("payments")) {
            var page = data.payments.page(cursor(query), limit(query));
            return list(page, page.rows().stream().map(HelloData.PaymentRow::json));
        }
        if (path.length == 4 && path[1].equals("accounts") && path[3].equals("balances")) {
            return balances(path[2]);
        }
        return new Reply(404, error("not_found", "no such path"));
    }

    private Reply balances(String account) {
        return data.accounts.all().stream()
                .filter(row -> row.id().equals(account))
                .findFirst()
                .map(row -> ok(row.balances().stream().map(row::balanceJson), ""))
                .orElse(new Reply(404, error("not_found", "no such account")));
    }

    private static Reply list(ChangeList.Page<?> page, Stream<String> rows) {
        return ok(
                rows,
                ", \"cursor\": \"%s\", \"hasMore\": %s".formatted(page.cursor(), page.hasMore()));
    }

    private static Reply ok(Stream<String> rows, String rest) {
        return new Reply(
                200, rows.collect(Collectors.joining(",\n ", "{\"data\": [", "]" + rest + "}\n")));
    }

    private static long cursor(Map<String, String> query) {
        return Long.parseLong(query.getOrDefault("cursor", "0"));
    }

    private static int limit(Map<String, String> query) {
        return Integer.parseInt(query.getOrDefault("limit", "100"));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }
}
