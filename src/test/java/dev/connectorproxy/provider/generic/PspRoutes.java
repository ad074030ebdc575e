package dev.connectorproxy.provider.generic;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// The routes of a [GenericPsp]; requests outside the contract get 400.
final class PspRoutes {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String BASE = "/psp";
    private static final int MAX_ROWS = 100;
    private static final Instant MADE = Instant.parse("2026-03-01T12:00:00.25Z");
    private static final Set<String> ORDER =
            Set.of(
                    "idempotencyKey",
                    "amount",
                    "currency",
                    "sourceAccountId",
                    "destinationAccountId",
                    "description",
                    "metadata");

    private final Map<String, JsonObject> orders = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> balances = new ConcurrentHashMap<>();
    private final PspList accounts;
    private final PspList beneficiaries;
    private final PspList transactions;

    /// A complete response.
    record Response(int status, String contentType, String body) {}

    PspRoutes(long seed, GenericPsp.Size size) {
        accounts = new PspList("createdAt", seed);
        beneficiaries = new PspList("createdAt", seed);
        transactions = new PspList("updatedAt", seed);
        var some = new PspRows(seed);
        for (int i = 0; i < size.accounts(); i++) {
            var account = some.account(i);
            accounts.put(account);
            var id = account.getString("id");
            balances.put(id, some.balances(id, MADE));
        }
        var others = new PspRows(seed + 1);
        for (int i = 0; i < size.beneficiaries(); i++) {
            beneficiaries.put(others.beneficiary(i));
        }
        var more = new PspRows(seed + 2);
        for (int i = 0; i < size.transactions(); i++) {
            transactions.put(more.transaction(i));
        }
    }

    PspList accounts() {
        return accounts;
    }

    PspList beneficiaries() {
        return beneficiaries;
    }

    PspList transactions() {
        return transactions;
    }

    Optional<JsonObject> balances(String account) {
        if (accounts.has(account)) { // added later, perhaps
            balances.computeIfAbsent(
                    account, text -> new PspRows(text.hashCode()).balances(text, MADE));
        }
        return Optional.ofNullable(balances.get(account));
    }

    Response respond(HttpExchange exchange, String body) {
        if (!("Bearer " + GenericPsp.API_KEY)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, "Unauthorized", "wrong key");
        }
        var path = exchange.getRequestURI().getRawPath();
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        try {
            return route(exchange.getRequestMethod() + " " + path, query, body);
        } catch (IllegalArgumentException | DateTimeException | JsonException e) {
            return error(400, "Bad Request", String.valueOf(e.getMessage()));
        }
    }

    static Response error(int status, String title, String detail) {
        var body = JSON.createObjectBuilder().add("Title", title).add("Detail", detail).build();
        return new Response(status, "application/json", body.toString());
    }

    private Response route(String what, String query, String body) {
        var balancesPath = "GET " + BASE + "/accounts/";
        if (what.startsWith(balancesPath) && what.endsWith("/balances")) {
            var id = what.substring(balancesPath.length(), what.length() - "/balances".length());
            require(query.isEmpty(), "no query");
            return balances(URLDecoder.decode(id, StandardCharsets.UTF_8))
                    .map(object -> new Response(200, "application/json", object.toString()))
                    .orElseGet(() -> error(404, "Not Found", "no such account"));
        }
        return switch (what) {
            case "GET " + BASE + "/accounts" -> list(accounts, query);
            case "GET " + BASE + "/beneficiaries" -> list(beneficiaries, query);
            case "GET " + BASE + "/transactions" -> list(transactions, query);
            case "POST " + BASE + "/transfers", "POST " + BASE + "/payouts" -> order(what, body);
            default -> error(404, "Not Found", what);
        };
    }

    private static Response list(PspList list, String query) {
        var from = list.sortedBy() + "From";
        var asked = parse(query);
        require(Set.of("page", "pageSize", "sort", from).containsAll(asked.keySet()), query);
        long page = Long.parseLong(asked.getOrDefault("page", "1"));
        int size = Integer.parseInt(asked.getOrDefault("pageSize", "100"));
        require(page >= 1 && size >= 1 && size <= MAX_ROWS, "page and pageSize");
        require((list.sortedBy() + ":asc").equals(asked.get("sort")), "sort");
        var after =
                Optional.ofNullable(asked.get(from))
                        .map(text -> OffsetDateTime.parse(text).toInstant())
                        .orElse(Instant.MIN);
        return new Response(
                200,
                "application/json",
                list.page(after, page, size).stream().collect(Collectors.joining(",", "[", "]")));
    }

    private Response order(String what, String body) {
        JsonObject order;
        try (var reader = JSON.createReader(new StringReader(body))) {
            order = reader.readObject();
        }
        require(ORDER.containsAll(order.keySet()), "fields " + order.keySet());
        for (var field :
                Set.of(
                        "idempotencyKey",
                        "amount",
                        "currency",
                        "sourceAccountId",
                        "destinationAccountId")) {
            require(!order.getString(field, "").isEmpty(), field);
        }
        require(order.getString("amount").matches("[1-9][0-9]*"), "amount");
        var key = what + " " + order.getString("idempotencyKey");
        var made = orders.computeIfAbsent(key, _ -> made(order));
        return new Response(201, "application/json", made.toString());
    }

    private JsonObject made(JsonObject order) {
        var made = JSON.createObjectBuilder(order);
        made.add("id", "order-" + (orders.size() + 1) + "-" + order.getString("idempotencyKey"))
                .add("status", "PENDING")
                .add("createdAt", MADE.toString())
                .add("updatedAt", MADE.toString());
        if (!order.containsKey("description")) {
            made.add("description", "");
        }
        return made.build();
    }

    private static Map<String, String> parse(String query) {
        var asked = new TreeMap<String, String>();
        for (var part : query.isEmpty() ? new String[0] : query.split("&")) {
            var pair = part.split("=", 2);
            require(pair.length == 2, "query");
            var old = asked.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            require(old == null, "twice " + pair[0]);
        }
        return asked;
    }

    private static void require(boolean kept, String what) {
        if (!kept) {
            throw new IllegalArgumentException("not the contract: " + what);
        }
    }
}
