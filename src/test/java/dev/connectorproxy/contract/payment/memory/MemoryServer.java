package dev.connectorproxy.contract.payment.memory;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A payment provider's API without a socket: lists that are sorted by time, orders and webhooks. Thread-safe.
final class MemoryServer implements Egress {
    static final String URL = "http://127.0.0.1:1/memory";
    static final String KEY = "k3y-of-the-memory-bank";
    private static final int MAX_ROWS = 50;
    private static final Comparator<JsonObject> ORDER =
            Comparator.<JsonObject, String>comparing(it -> it.getString("at"))
                    .thenComparing(it -> it.getString("id"));

    /// By path, then by id.
    final Map<String, Map<String, JsonObject>> lists = new ConcurrentHashMap<>();

    final Map<String, JsonObject> orders = new ConcurrentHashMap<>();
    final Map<String, JsonObject> hooks = new ConcurrentSkipListMap<>();

    private final AtomicInteger hookNumbers = new AtomicInteger();

    /// Whether every response is 500.
    volatile boolean broken;

    void clear() {
        lists.clear();
        orders.clear();
        hooks.clear();
    }

    void put(String path, JsonObject row) {
        lists.computeIfAbsent(path, _ -> new ConcurrentHashMap<>()).put(row.getString("id"), row);
    }

    List<JsonObject> rows(String path) {
        // the payments of any account are those of all
        return lists.entrySet().stream()
                .filter(list ->
                        list.getKey().equals(path)
                                || path.equals("/accounts/any/payments")
                                        && list.getKey().endsWith("/payments"))
                .flatMap(list -> list.getValue().values().stream())
                .sorted(ORDER)
                .toList();
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        boolean known =
                request.headers().stream()
                        .anyMatch(header ->
                                header.equals(new Header("Authorization", "Bearer " + KEY)));
        var result = known ? respond(request) : Optional.<JsonValue>empty();
        return new HttpResponse(
                broken ? 500 : known ? result.isPresent() ? 200 : 404 : 401,
                List.of(new Header("content-type", "application/json")),
                result.map(JsonValue::toString).orElse("{}").getBytes(StandardCharsets.UTF_8));
    }

    private Optional<JsonValue> respond(HttpRequest request) {
        var uri = URI.create(request.url());
        var path = uri.getPath().substring("/memory".length());
        var id = path.substring(path.lastIndexOf('/') + 1);
        return switch (request.method()) {
            case "GET" -> get(path, id, uri);
            case "POST" -> Optional.of(post(path, body(request)));
            case "DELETE" -> Optional.ofNullable(hooks.remove(id));
            default -> Optional.empty();
        };
    }

    private Optional<JsonValue> get(String path, String id, URI uri) {
        if (path.equals("/hooks")) {
            return Optional.of(array(List.copyOf(hooks.values())));
        }
        return path.startsWith("/orders/")
                ? Optional.ofNullable(orders.get(id))
                : Optional.of(page(path, query(uri)));
    }

    private JsonObject post(String path, JsonObject asked) {
        return switch (path) {
            case "/hooks" -> hook(asked);
            case "/bank-accounts" ->
                    MemoryProvider.JSON.createObjectBuilder(asked).add("id", "ba").build();
            default -> order(path, asked);
        };
    }

    private JsonArray page(String path, Map<String, String> query) {
        var rows = rows(path);
        if (!query.containsKey("from")) {
            return array(rows);
        }
        int size = Math.min(MAX_ROWS, Integer.parseInt(query.get("size")));
        return array(
                rows.stream()
                        .filter(object -> object.getString("at").compareTo(query.get("from")) >= 0)
                        .skip((Long.parseLong(query.get("page")) - 1) * size)
                        .limit(size)
                        .toList());
    }

    private JsonObject hook(JsonObject asked) {
        var id = "hook-" + hookNumbers.incrementAndGet();
        var hook = MemoryProvider.JSON.createObjectBuilder(asked).add("id", id).build();
        hooks.put(id, hook);
        return hook;
    }

    /// The same key returns the same order.
    private JsonObject order(String path, JsonObject asked) {
        var id = "o-" + asked.getString("key");
        return orders.computeIfAbsent(
                id,
                _ ->
                        MemoryProvider.JSON
                                .createObjectBuilder(asked)
                                .add("id", id)
                                .add("type", path.equals("/payouts") ? "out" : "move")
                                .add("status", path.equals("/reversals") ? "back" : "open")
                                .add("created", "2026-02-02T02:02:02")
                                .add("at", "2026-02-02T02:02:02")
                                .build());
    }

    private static JsonObject body(HttpRequest request) {
        try (var reader =
                MemoryProvider.JSON.createReader(
                        new ByteArrayInputStream(request.body().orElseThrow()))) {
            return reader.readObject();
        }
    }

    private static JsonArray array(List<JsonObject> rows) {
        var array = MemoryProvider.JSON.createArrayBuilder();
        rows.forEach(array::add);
        return array.build();
    }

    private static Map<String, String> query(URI uri) {
        var query = new TreeMap<String, String>();
        for (var part : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                query.put(
                        part.substring(0, sign),
                        URLDecoder.decode(part.substring(sign + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
