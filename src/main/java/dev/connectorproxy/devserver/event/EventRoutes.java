package dev.connectorproxy.devserver.event;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.api.QueryNumbers;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.event.ConnectorEvents.Read;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The route of the events of a connector, `/connectors/{connectorId}/events`: a stream of server-sent events (HTML
/// standard, section 9.2) for those who accept `text/event-stream`, otherwise the events that there are.
///
/// @param streams a permit for each stream
public record EventRoutes(ConnectorRegistry connectors, ConnectorEvents log, Semaphore streams)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_WAIT_SECONDS = 60;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    @Override
    public void routing(HttpRules rules) {
        rules.get("/connectors/{connectorId}/events", this::events);
    }

    private void events(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        boolean stream =
                request.headers().acceptedTypes().stream()
                        .anyMatch(type ->
                                type.test(MediaTypes.TEXT_EVENT_STREAM) && !type.isWildcardType());
        if (stream) {
            stream(request, response, instance);
        } else {
            list(request, response, instance);
        }
    }

    private void list(ServerRequest request, ServerResponse response, ConnectorInstance instance) {
        long after = after(request).orElse(0L);
        var wait = Duration.ofSeconds(QueryNumbers.of(request, "wait", 0, MAX_WAIT_SECONDS));
        var read = read(instance, after, wait);
        var events = JSON.createArrayBuilder();
        for (var event : read.events()) {
            events.add(
                    JSON.createObjectBuilder()
                            .add("id", event.id())
                            .add("type", event.type())
                            .add("data", JsonBodyReader.parse(event.data())));
        }
        JsonResponses.send(
                response,
                () -> connectors.get(instance.id()).mask(), // it may have been replaced meanwhile
                JSON.createObjectBuilder()
                        .add("events", events)
                        .add("last", read.last())
                        .add("complete", read.complete())
                        .build());
    }

    private Read read(ConnectorInstance instance, long after, Duration wait) {
        try {
            return log.after(instance.id(), after, wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw DevServerException.busy("no events", "the server is stopping");
        }
    }

    private void stream(
            ServerRequest request, ServerResponse response, ConnectorInstance instance) {
        long after = after(request).orElseGet(log::last);
        if (!streams.tryAcquire()) {
            throw DevServerException.busy("too many streams", "close another one first");
        }
        try {
            new EventStream(connectors, log, instance, HEARTBEAT).send(response, after);
        } finally {
            streams.release();
        }
    }

    /// The id after which the events begin: the header that a browser sends when it connects again, or `after`.
    private static Optional<Long> after(ServerRequest request) {
        return request.headers()
                .first(HeaderNames.create("Last-Event-ID"))
                .or(() -> request.query().first("after").asOptional())
                .map(text ->
                        QueryNumbers.parse(text)
                                .orElseThrow(() ->
                                        DevServerException.badRequest(
                                                "invalid after", "it must be the id of an event")));
    }
}
