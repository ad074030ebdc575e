package dev.connectorproxy.devserver.generic;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.spi.payment.Times;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The page of a list that a request asks for: its rows are filtered, sorted, and cut. Rows with the same time are in
/// the order of their ids, so that no row changes its page.
///
/// @param sortedBy a field with a time
/// @param from only rows whose `createdAt`, or else `updatedAt`, is not before that time
record ServedList(String sortedBy, boolean ascending, Optional<From> from, int page, int pageSize) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Set<String> TIMES = Set.of("createdAt", "updatedAt");
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 1_000;

    /// A filter.
    ///
    /// @param field a field with a time
    record From(String field, Instant time) {}

    /// @param filter the field of the filter that the list has, such as `createdAt`
    /// @throws DevServerException 400 when a parameter is invalid
    static ServedList of(ServerRequest request, String filter) {
        var sort = request.query().first("sort").asOptional().orElse(filter + ":asc").split(":", 2);
        boolean valid =
                sort.length == 2
                        && TIMES.contains(sort[0])
                        && Set.of("asc", "desc").contains(sort[1]);
        if (!valid) {
            throw DevServerException.badRequest(
                    "invalid sort", "it must be createdAt or updatedAt with :asc or :desc");
        }
        int page = QueryNumbers.of(request, "page", 1, Integer.MAX_VALUE);
        int size = QueryNumbers.of(request, "pageSize", DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
        if (page < 1 || size < 1) {
            throw DevServerException.badRequest("invalid page", "pages and their sizes are from 1");
        }
        return new ServedList(sort[0], sort[1].equals("asc"), from(request, filter), page, size);
    }

    /// The rows of the page.
    ///
    /// @param rows with `id`, and the times by which they are filtered and sorted
    JsonArray of(List<JsonObject> rows) {
        var order =
                Comparator.comparing((JsonObject row) -> time(row, sortedBy))
                        .thenComparing(row -> row.getString("id"));
        var selected =
                rows.stream()
                        .filter(row ->
                                from.filter(lower ->
                                                time(row, lower.field()).isBefore(lower.time()))
                                        .isEmpty())
                        .sorted(ascending ? order : order.reversed())
                        .skip((page - 1L) * pageSize)
                        .limit(pageSize)
                        .toList();
        return JSON.createArrayBuilder(selected).build();
    }

    private static Optional<From> from(ServerRequest request, String filter) {
        var name = filter + "From";
        return request.query()
                .first(name)
                .asOptional()
                .map(text ->
                        new From(
                                filter,
                                Times.of(text)
                                        .orElseThrow(() ->
                                                DevServerException.badRequest(
                                                        "invalid " + name,
                                                        "it must be an RFC 3339 time"))));
    }

    private static Instant time(JsonObject row, String field) {
        return Times.of(row.getString(field, "")).orElse(Times.ZERO);
    }
}
