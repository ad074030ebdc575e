package dev.connectorproxy.devserver.baseline;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.rows.RowStore;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Optional;

/// The routes of baselines: `/connectors/{connectorId}/baselines`.
public record BaselineRoutes(
        ConnectorRegistry connectors,
        RowStore rows,
        RowBaselines baselines,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String BASELINES = "/connectors/{connectorId}/baselines";

    @Override
    public void routing(HttpRules rules) {
        rules.get(BASELINES, this::list)
                .post(BASELINES, this::create)
                .get(BASELINES + "/{baseline}", this::show)
                .delete(BASELINES + "/{baseline}", this::delete)
                .get(BASELINES + "/{baseline}/compare", this::compare);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var list = baselines.all(instance.id()).stream().map(RowBaseline::summary).toList();
        JsonResponses.send(
                response,
                instance::mask,
                JSON.createObjectBuilder().add("baselines", JSON.createArrayBuilder(list)).build());
    }

    private void create(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        record Wanted(String name, Optional<JsonObject> rows) {}
        var wanted =
                bodyReader.read(
                        request,
                        fields ->
                                new Wanted(
                                        fields.string("name").orElse(""),
                                        fields.value("rows").map(BaselineRoutes::imported)));
        var kept = wanted.rows().map(instance::masked).orElseGet(() -> current(instance));
        var baseline = baselines.add(instance.id(), wanted.name(), kept);
        connectors.checkExists(instance.id());
        JsonResponses.send(
                response,
                Status.CREATED_201,
                instance.masked(JsonResponses.toBytes(baseline.summary())));
    }

    /// @throws DevServerException 400 when they are not rows by kind and key
    private static JsonObject imported(JsonValue rows) {
        if (rows instanceof JsonObject kinds
                && kinds.values().stream()
                        .allMatch(kind ->
                                kind instanceof JsonObject all
                                        && all.values().stream()
                                                .allMatch(JsonObject.class::isInstance))) {
            return kinds;
        }
        throw DevServerException.badRequest(
                "invalid baseline", "rows must be objects by kind and key");
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        JsonResponses.send(response, instance::mask, baseline(request, instance).toJson());
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        baselines.remove(instance.id(), baseline(request, instance));
        JsonResponses.sendNoContent(response);
    }

    private void compare(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        var ignored =
                request.query().contains("ignore")
                        ? request.query().all("ignore")
                        : List.<String>of();
        var comparison =
                new RowComparison(ignored)
                        .of(baseline(request, instance).rows(), current(instance));
        JsonResponses.send(response, instance::mask, comparison);
    }

    /// The rows that are kept now, with secrets masked.
    private JsonObject current(ConnectorInstance instance) {
        return instance.masked(RowBaseline.rows(rows.all(instance.id())));
    }

    private RowBaseline baseline(ServerRequest request, ConnectorInstance instance) {
        return baselines.get(instance.id(), request.path().pathParameters().get("baseline"));
    }

    private ConnectorInstance instance(ServerRequest request) {
        return connectors.get(ConnectorPath.id(request));
    }
}
