package dev.connectorproxy.devserver.snapshot;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.RecordedConnector;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.devserver.snapshot.OfflinePlayback.Miss;
import dev.connectorproxy.devserver.snapshot.OfflinePlayback.Session;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.util.List;

/// The route `/connectors/{connectorId}/offline`.
public record OfflineRoutes(
        RecordedConnectors connectors,
        SnapshotStore snapshots,
        OfflinePlayback playback,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String OFFLINE = "/connectors/{connectorId}/offline";

    @Override
    public void routing(HttpRules rules) {
        rules.get(OFFLINE, this::show).put(OFFLINE, this::set);
    }

    private void show(ServerRequest request, ServerResponse response) {
        send(response, connectors.get(ConnectorPath.id(request)));
    }

    private void set(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        record Wanted(boolean enabled, List<String> tags) {}
        var wanted =
                bodyReader.read(
                        request, fields -> new Wanted(fields.flag("enabled"), fields.list("tags")));
        if (wanted.enabled()) {
            playback.start(instance.id(), wanted.tags());
        } else {
            playback.stop(instance.id());
        }
        connectors.checkExists(instance.id());
        send(response, instance);
    }

    private void send(ServerResponse response, RecordedConnector instance) {
        var session = playback.session(instance.id());
        var tags = session.map(Session::tags).orElse(List.of());
        var misses = session.map(Session::misses).orElse(List.of());
        JsonResponses.send(
                response,
                instance::mask,
                JSON.createObjectBuilder()
                        .add("enabled", session.isPresent())
                        .add("tags", JSON.createArrayBuilder(tags))
                        .add("snapshots", snapshots.all(instance.id(), tags).size())
                        .add(
                                "misses",
                                JSON.createArrayBuilder(
                                        misses.stream().map(OfflineRoutes::toJson).toList()))
                        .build());
    }

    private static JsonObject toJson(Miss miss) {
        var json =
                JSON.createObjectBuilder()
                        .add("method", miss.request().method())
                        .add("url", miss.request().url())
                        .addNull("nearest");
        miss.nearest()
                .ifPresent(near ->
                        json.add(
                                "nearest",
                                JSON.createObjectBuilder()
                                        .add("snapshot", near.snapshot().number())
                                        .add("name", near.snapshot().name())
                                        .add(
                                                "differences",
                                                JSON.createArrayBuilder(near.differences()))));
        return json.build();
    }
}
