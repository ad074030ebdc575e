package dev.connectorproxy.devserver.timeline;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.devserver.timeline.Timeline.Entry;
import dev.connectorproxy.spi.payment.Times;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The route `/connectors/{connectorId}/timeline`.
public record TimelineRoutes(RecordedConnectors connectors, Timeline timeline)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    @Override
    public void routing(HttpRules rules) {
        rules.get("/connectors/{connectorId}/timeline", this::list);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        int limit = Math.max(1, QueryNumbers.of(request, "limit", DEFAULT_LIMIT, MAX_LIMIT));
        var found =
                selected(request, timeline.latestFirst(instance.id())).stream()
                        .limit(limit + 1L)
                        .toList();
        var rows = JSON.createArrayBuilder();
        found.stream().limit(limit).map(Entry::toJson).forEach(rows::add);
        JsonResponses.send(
                response,
                instance::mask,
                JSON.createObjectBuilder()
                        .add("entries", rows)
                        .add("hasMore", found.size() > limit)
                        .build());
    }

    private static List<Entry> selected(ServerRequest request, List<Entry> entries) {
        int call = QueryNumbers.of(request, "call", 0, Integer.MAX_VALUE);
        var type = text(request, "type");
        var before = text(request, "before").map(TimelineRoutes::time);
        return entries.stream()
                .filter(entry -> call == 0 || entry.call() == call)
                .filter(entry -> type.isEmpty() || type.get().equals(entry.type()))
                .filter(entry -> before.isEmpty() || entry.at().isBefore(before.get()))
                .toList();
    }

    private static Optional<String> text(ServerRequest request, String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isBlank());
    }

    private static Instant time(String text) {
        return Times.of(text)
                .orElseThrow(() ->
                        DevServerException.badRequest(
                                "invalid before", "it must be an RFC 3339 time"));
    }
}
