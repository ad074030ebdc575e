package dev.connectorproxy.provider.wise;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The responses of [WiseServer] without faults. Thread-safe.
public final class WiseRoutes {
    private static final Pattern BALANCES = Pattern.compile("/v4/profiles/(\\d+)/balances");
    private static final Pattern BALANCE = Pattern.compile("/v4/profiles/(\\d+)/balances/(\\d+)");
    private static final Pattern RECIPIENT = Pattern.compile("/v1/accounts/(\\d+)");
    private static final Pattern TRANSFER = Pattern.compile("/v1/transfers/(\\d+)");
    private static final Pattern QUOTES = Pattern.compile("/v3/profiles/(\\d+)/quotes");
    private static final Pattern HOOKS = Pattern.compile("//v3/profiles/(\\d+)/subscriptions");
    private static final Pattern HOOK =
            Pattern.compile("//v3/profiles/(\\d+)/subscriptions/([^/]+)");

    private final WiseData data;
    private final Map<String, JsonObject> quotes = new ConcurrentHashMap<>();
    private final Map<String, JsonObject> subscriptions = new ConcurrentSkipListMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private volatile int recipientsShown = 100;
    private volatile boolean seekEndsAtZero;
    private volatile boolean newestFirst;
    private volatile boolean offsetIgnored;

    WiseRoutes(WiseData data) {
        this.data = data;
    }

    /// A response.
    record Response(int status, String body) {}

    /// The subscriptions by id.
    public Map<String, JsonObject> subscriptions() {
        return Map.copyOf(subscriptions);
    }

    /// Returns fewer recipients on a page than requested.
    public void showRecipients(int most) {
        recipientsShown = most;
    }

    /// Lists transfers with the newest first.
    public void listNewestFirst(boolean newest) {
        newestFirst = newest;
    }

    /// Returns the first transfers whatever the offset.
    public void ignoreOffset() {
        offsetIgnored = true;
    }

    /// Returns a seek position of 0 with the last page of recipients.
    public void endSeekAtZero() {
        seekEndsAtZero = true;
    }

    Response respond(WiseServer.Request request) {
        if (!request.header("Authorization").equals("Bearer " + WiseServer.API_KEY)) {
            return new Response(
                    401,
                    "{\"error\":\"invalid_token\",\"error_description\":\"not known: %s\"}"
                            .formatted(request.header("Authorization")));
        }
        var parts = request.target().split("\\?", 2);
        var query = query(parts.length == 2 ? parts[1] : "");
        return switch (request.method()) {
            case "GET" -> get(parts[0], query);
            case "POST" -> post(parts[0], request);
            case "DELETE" -> delete(parts[0]);
            default -> error(405, "METHOD", "not allowed");
        };
    }

    private Response get(String path, Map<String, String> query) {
        Matcher matcher;
        if (path.equals("/v2/profiles")) {
            return array(
                    Stream.of(WiseData.PERSONAL, WiseData.BUSINESS)
                            .map(id ->
                                    "{\"id\":%d,\"type\":\"%s\",\"fullName\":\"\u00dc\"}"
                                            .formatted(
                                                    id,
                                                    id == WiseData.PERSONAL
                                                            ? "PERSONAL"
                                                            : "BUSINESS")));
        } else if (path.equals("/v2/accounts")) {
            return recipients(query);
        } else if (path.equals("/v1/transfers")) {
            return transfers(query);
        } else if ((matcher = BALANCES.matcher(path)).matches()) {
            long profile = Long.parseLong(matcher.group(1));
            return !"STANDARD%2CSAVINGS".equals(query.get("types"))
                    ? error(400, "TYPES", "types is required")
                    : known(
                            matcher.group(1),
                            array(
                                    data.balances().stream()
                                            .filter(one -> one.profile() == profile)
                                            .map(WiseData.Balance::json)));
        } else if ((matcher = BALANCE.matcher(path)).matches()) {
            return balance(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        } else if ((matcher = RECIPIENT.matcher(path)).matches()) {
            return recipient(Long.parseLong(matcher.group(1)));
        } else if ((matcher = TRANSFER.matcher(path)).matches()) {
            return transfer(Long.parseLong(matcher.group(1)));
        } else if ((matcher = HOOKS.matcher(path)).matches()) {
            var profile = matcher.group(1);
            return known(
                    profile,
                    array(
                            subscriptions.values().stream()
                                    .filter(one -> profile(one).equals(profile))
                                    .map(JsonObject::toString)));
        }
        return error(404, "NOT_FOUND", "no such path");
    }

    private Response recipients(Map<String, String> query) {
        int size = Math.min(Integer.parseInt(query.getOrDefault("size", "20")), recipientsShown);
        long seek = Long.parseLong(query.getOrDefault("seekPosition", "0"));
        if (!"id%2Casc".equals(query.get("sort"))) {
            return error(400, "SORT", "the tests want id,asc");
        }
        var after =
                data.recipients().stream()
                        .filter(recipient ->
                                String.valueOf(recipient.profile()).equals(query.get("profile")))
                        .filter(it -> it.id() > seek)
                        .toList();
        var shown = after.subList(0, Math.min(size, after.size()));
        boolean end = after.size() <= size;
        long next = end && seekEndsAtZero ? 0 : shown.isEmpty() ? seek : shown.getLast().id();
        return new Response(
                200,
                "{\"content\":%s,\"sort\":{},\"seekPositionForCurrent\":%d,\"seekPositionForNext\":%d,\"size\":%d}"
                        .formatted(
                                array(shown.stream().map(it -> it.json("profileId"))).body(),
                                seek,
                                next,
                                size));
    }

    private Response transfers(Map<String, String> query) {
        int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
        long offset = Long.parseLong(query.getOrDefault("offset", "0"));
        if (limit < 1 || limit > 100 || offset % limit != 0) {
            return error(400, "PAGINATION", "inconsistent pagination");
        }
        return String.valueOf(WiseData.BUSINESS).equals(query.get("profile"))
                ? array(
                        data.transfers(offsetIgnored ? 0 : offset, limit, newestFirst).stream()
                                .map(WiseData.Transfer::json))
                : known(query.get("profile"), new Response(200, "[]"));
    }

    private Response balance(long profile, long id) {
        return data.balances().stream()
                .filter(balance -> balance.profile() == profile && balance.id() == id)
                .map(balance -> new Response(200, balance.json()))
                .findFirst()
                .orElseGet(() -> error(404, "balance.not-found", "no such balance"));
    }

    private Response recipient(long id) {
        return data.recipient(id)
                .map(recipient -> new Response(200, recipient.json("profile")))
                .orElseGet(() -> error(403, "RECIPIENT_MISSING", "the recipient is gone"));
    }

    private Response transfer(long id) {
        return data.transfers().stream()
                .filter(it -> it.id() == id)
                .map(transfer -> new Response(200, transfer.json()))
                .findFirst()
                .orElseGet(() -> error(404, "NOT_FOUND", "no such transfer"));
    }

    private Response post(String path, WiseServer.Request request) {
        boolean json = request.header("Content-Type").startsWith("application/json");
        if (!json) {
            return error(path.equals("/v1/transfers") ? 500 : 415, "TYPE", "unexpected");
        }
        try (var reader = Json.createReader(new StringReader(request.body()))) {
            return post(path, reader.readObject());
        } catch (JsonException | NullPointerException | ClassCastException e) {
            return error(422, "NOT_VALID", String.valueOf(e.getMessage()));
        }
    }

    private Response post(String path, JsonObject body) {
        Matcher matcher;
        if ((matcher = QUOTES.matcher(path)).matches()) {
            var id =
                    UUID.nameUUIDFromBytes(("quote" + ids.incrementAndGet()).getBytes()).toString();
            quotes.put(id, body);
            return known(matcher.group(1), new Response(200, with(body, id)));
        } else if (path.equals("/v1/transfers")) {
            return order(body);
        } else if ((matcher = HOOKS.matcher(path)).matches()) {
            var id = "s" + ids.incrementAndGet();
            var scope =
                    Json.createObjectBuilder().add("domain", "profile").add("id", matcher.group(1));
            var created = Json.createObjectBuilder(body).add("id", id).add("scope", scope).build();
            body.getJsonObject("delivery").getString("url");
            subscriptions.put(id, created);
            return known(matcher.group(1), new Response(201, created.toString()));
        }
        return error(404, "NOT_FOUND", "no such path");
    }

    private Response order(JsonObject body) {
        var quote = quotes.get(body.getString("quoteUuid"));
        var transaction = body.getString("customerTransactionId");
        long target = body.getJsonNumber("targetAccount").longValueExact();
        if (quote == null || !transaction.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return error(422, "NOT_VALID", "quoteUuid or customerTransactionId");
        }
        if (data.recipient(target).isEmpty()) {
            return error(422, "RECIPIENT_MISSING", "no such recipient");
        }
        BigDecimal value = quote.getJsonNumber("sourceAmount").bigDecimalValue();
        return new Response(
                200,
                data.order(target, quote.getString("targetCurrency"), value, transaction).json());
    }

    private Response delete(String path) {
        var matcher = HOOK.matcher(path);
        if (matcher.matches() && subscriptions.remove(matcher.group(2)) != null) {
            return new Response(204, "");
        }
        return error(404, "NOT_FOUND", "no such subscription");
    }

    private static String profile(JsonObject subscription) {
        return subscription.getJsonObject("scope").getString("id");
    }

    private static Response known(String profile, Response response) {
        return List.of(String.valueOf(WiseData.PERSONAL), String.valueOf(WiseData.BUSINESS))
                        .contains(profile)
                ? response
                : error(403, "FORBIDDEN", "not your profile");
    }

    private static String with(JsonObject body, String id) {
        return Json.createObjectBuilder(body).add("id", id).build().toString();
    }

    private static Response array(Stream<String> elements) {
        return new Response(200, elements.collect(Collectors.joining(",", "[", "]")));
    }

    private static Response error(int status, String code, String message) {
        return new Response(
                status,
                Json.createObjectBuilder()
                        .add(
                                "errors",
                                Json.createArrayBuilder()
                                        .add(
                                                Json.createObjectBuilder()
                                                        .add("code", code)
                                                        .add("message", message)))
                        .build()
                        .toString());
    }

    private static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&"))
                .map(it -> it.split("=", 2))
                .filter(it -> it.length == 2)
                .collect(Collectors.toMap(it -> it[0], it -> it[1]));
    }
}
