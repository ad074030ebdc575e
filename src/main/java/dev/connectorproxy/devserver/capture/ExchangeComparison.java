package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.capture.CapturedExchange.Failure;
import dev.connectorproxy.devserver.capture.CapturedExchange.Response;
import dev.connectorproxy.spi.HttpRequest.Header;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The differences of two exchanges, with their secrets: to be masked before they are sent.
record ExchangeComparison(CapturedExchange before, CapturedExchange after) {
    private static final JsonProvider JSON = JsonProvider.provider();

    /// The time and memory of a JSON difference grow with the product of the lengths of two arrays.
    private static final int MAX_ELEMENTS = 1_000;

    private record Message(Optional<Integer> status, List<Header> headers, CapturedBody body) {
        static Message response(CapturedExchange exchange) {
            return switch (exchange.outcome()) {
                case Response(var status, var headers, var body) ->
                        new Message(Optional.of(status), headers, body);
                case Failure _ -> new Message(Optional.empty(), List.of(), CapturedBody.NONE);
            };
        }

        static Message request(CapturedExchange exchange) {
            var request = exchange.request();
            return new Message(Optional.empty(), request.headers(), request.body());
        }

        JsonValue statusJson() {
            return status.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL);
        }
    }

    JsonObject toJson() {
        var first = Message.response(before);
        var second = Message.response(after);
        return JSON.createObjectBuilder()
                .add("exchange", before.number())
                .add("other", after.number())
                .add("line", change(text(line(before)), text(line(after))))
                .add("status", change(first.statusJson(), second.statusJson()))
                .add("request", message(Message.request(before), Message.request(after)))
                .add("response", message(first, second))
                .build();
    }

    private static String line(CapturedExchange exchange) {
        return exchange.request().method() + " " + exchange.request().url();
    }

    private static JsonObjectBuilder message(Message before, Message after) {
        return JSON.createObjectBuilder()
                .add("headers", headers(before.headers(), after.headers()))
                .add("body", body(before.body(), after.body()));
    }

    private static JsonObjectBuilder change(JsonValue before, JsonValue after) {
        return JSON.createObjectBuilder()
                .add("equal", before.equals(after))
                .add("before", before)
                .add("after", after);
    }

    /// The headers whose values differ.
    private static JsonArray headers(List<Header> before, List<Header> after) {
        var first = byName(before);
        var second = byName(after);
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(first.keySet());
        names.addAll(second.keySet());
        var changes = JSON.createArrayBuilder();
        for (var name : names) {
            var old = first.getOrDefault(name, List.of());
            var now = second.getOrDefault(name, List.of());
            if (!old.equals(now)) {
                changes.add(
                        JSON.createObjectBuilder()
                                .add("name", name)
                                .add("before", JSON.createArrayBuilder(old))
                                .add("after", JSON.createArrayBuilder(now)));
            }
        }
        return changes.build();
    }

    private static TreeMap<String, List<String>> byName(List<Header> headers) {
        var byName = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(header ->
                byName.computeIfAbsent(header.name(), _ -> new ArrayList<>()).add(header.value()));
        return byName;
    }

    /// A patch (RFC 6902) where both are JSON and not too large, else both bodies.
    private static JsonObjectBuilder body(CapturedBody before, CapturedBody after) {
        var first = structure(before);
        var second = structure(after);
        if (first.isPresent()
                && second.isPresent()
                && first.get().getValueType() == second.get().getValueType()) {
            var patch = JSON.createDiff(first.get(), second.get()).toJsonArray();
            return change(JsonValue.NULL, JsonValue.NULL)
                    .add("equal", patch.isEmpty())
                    .add("patch", patch);
        }
        return change(ExchangeJson.body(before), ExchangeJson.body(after)).addNull("patch");
    }

    private static Optional<JsonStructure> structure(CapturedBody body) {
        return body.text()
                .filter(_ -> !body.isTruncated())
                .flatMap(ExchangeComparison::parse)
                .filter(value -> !hasLongArray(value));
    }

    private static Optional<JsonStructure> parse(String text) {
        try {
            return Optional.of(JsonBodyReader.parse(text))
                    .filter(JsonStructure.class::isInstance)
                    .map(JsonStructure.class::cast);
        } catch (JsonException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static boolean hasLongArray(JsonValue value) {
        return switch (value) {
            case JsonArray array ->
                    array.size() > MAX_ELEMENTS
                            || array.stream().anyMatch(ExchangeComparison::hasLongArray);
            case JsonObject object ->
                    object.values().stream().anyMatch(ExchangeComparison::hasLongArray);
            default -> false;
        };
    }

    private static JsonValue text(String text) {
        return JSON.createValue(text);
    }
}
