package dev.connectorproxy.devserver.fault;

import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The pages of a list to which a row was added at its beginning, or whose first row was deleted. Each page then has one
/// row of its neighbour, for which another request is sent.
///
/// @param sender sends a request
record ShiftedList(FaultKind kind, Function<HttpRequest, HttpResponse> sender) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_DEPTH = 100;

    /// A page; unchanged if it is no list in JSON.
    HttpResponse send(PagedRequest page) {
        var response = sender.apply(page.request());
        return rows(response)
                .map(rows ->
                        kind == FaultKind.INSERT_ROW ? inserted(page, rows) : deleted(page, rows))
                .map(rows -> withRows(response, rows))
                .orElse(response);
    }

    /// The first page stays, because nobody knows what a new row looks like; after it, every page begins with the last
    /// row of the one before.
    private List<JsonValue> inserted(PagedRequest page, List<JsonValue> rows) {
        if (page.isFirst()) {
            return rows;
        }
        var before = neighbours(page.previous());
        if (before.isEmpty()) {
            return rows;
        }
        var shifted = new ArrayList<JsonValue>();
        shifted.add(before.getLast());
        shifted.addAll(rows.size() < before.size() ? rows : rows.subList(0, rows.size() - 1));
        return shifted;
    }

    private List<JsonValue> deleted(PagedRequest page, List<JsonValue> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        var shifted = new ArrayList<>(rows.subList(1, rows.size()));
        neighbours(page.next()).stream().findFirst().ifPresent(shifted::add);
        return shifted;
    }

    private List<JsonValue> neighbours(HttpRequest request) {
        return rows(sender.apply(request)).orElse(List.of());
    }

    private static Optional<List<JsonValue>> rows(HttpResponse response) {
        return response.status() / 100 == 2
                ? json(response).flatMap(ShiftedList::array).map(List::copyOf)
                : Optional.empty();
    }

    private static Optional<JsonValue> json(HttpResponse response) {
        return JsonText.of(response.body(), MAX_DEPTH).map(JsonText::exactValue);
    }

    /// The array itself, or the only one that an object has.
    private static Optional<JsonArray> array(JsonValue json) {
        return switch (json) {
            case JsonArray array -> Optional.of(array);
            case JsonObject object -> name(object).map(object::getJsonArray);
            default -> Optional.empty();
        };
    }

    private static Optional<String> name(JsonObject object) {
        var names =
                object.keySet().stream()
                        .filter(key -> object.get(key) instanceof JsonArray)
                        .toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    private static HttpResponse withRows(HttpResponse response, List<JsonValue> rows) {
        var array = JSON.createArrayBuilder();
        rows.forEach(array::add);
        UnaryOperator<JsonValue> replace =
                json ->
                        json instanceof JsonObject object
                                ? JSON.createObjectBuilder(object)
                                        .add(name(object).orElseThrow(), array)
                                        .build()
                                : array.build();
        var body = replace.apply(json(response).orElseThrow()).toString();
        return new HttpResponse(
                response.status(), response.headers(), body.getBytes(StandardCharsets.UTF_8));
    }
}
