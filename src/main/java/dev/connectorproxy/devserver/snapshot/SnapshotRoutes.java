package dev.connectorproxy.devserver.snapshot;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.capture.CapturedExchange;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.capture.ExchangeJson;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.RecordedConnector;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.devserver.snapshot.SnapshotStore.Label;
import dev.connectorproxy.spi.payment.JsonFields;
import dev.connectorproxy.spi.payment.Times;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The routes of snapshots: `/connectors/{connectorId}/snapshots`, and `…/recording`, which exports and imports them as
/// one document.
public record SnapshotRoutes(
        RecordedConnectors connectors,
        ExchangeHistory exchanges,
        SnapshotStore snapshots,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String SNAPSHOTS = "/connectors/{connectorId}/snapshots";
    private static final String RECORDING = "/connectors/{connectorId}/recording";
    private static final int VERSION = 1;

    @Override
    public void routing(HttpRules rules) {
        rules.get(SNAPSHOTS, this::list)
                .post(SNAPSHOTS, this::create)
                .get(SNAPSHOTS + "/{snapshot}", this::show)
                .delete(SNAPSHOTS + "/{snapshot}", this::delete)
                .get(RECORDING, this::exportAll)
                .post(RECORDING, this::importAll);
    }

    private void list(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        send(response, Status.OK_200, instance, selected(request, instance), Snapshot::summary);
    }

    private void create(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        record Wanted(List<CapturedExchange> exchanges, Label label) {}
        var wanted =
                bodyReader.read(
                        request, fields -> new Wanted(exchanges(instance, fields), label(fields)));
        if (wanted.exchanges().isEmpty()) {
            throw DevServerException.badRequest(
                    "exchanges or call is required", "or the call has led to no exchange");
        }
        var messages = // all of them before the first is kept
                wanted.exchanges().stream()
                        .map(one -> Snapshot.message(instance.masked(ExchangeJson.whole(one))))
                        .toList();
        var created =
                messages.stream()
                        .map(message -> snapshots.add(instance.id(), wanted.label(), message))
                        .toList();
        connectors.checkExists(instance.id());
        send(response, Status.CREATED_201, instance, created, Snapshot::summary);
    }

    /// Those with the wanted numbers, and those of the wanted call, in the order of sending.
    private List<CapturedExchange> exchanges(RecordedConnector instance, JsonFields fields) {
        var numbers = fields.array("exchanges").stream().map(JsonValue::toString).toList();
        numbers.forEach(number -> exchanges.get(instance.id(), number)); // 404 if it is gone
        long call = fields.integer("call").map(Number::longValue).orElse(0L);
        return exchanges.newestFirst(instance.id()).reversed().stream()
                .filter(one ->
                        numbers.contains(String.valueOf(one.number()))
                                || call != 0 && one.head().call() == call)
                .toList();
    }

    private static Label label(JsonFields fields) {
        return new Label(
                fields.string("name").orElse(""),
                fields.string("description").orElse(""),
                fields.list("tags"));
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        JsonResponses.send(response, instance::mask, snapshot(request, instance).toJson());
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        snapshots.remove(instance.id(), snapshot(request, instance));
        JsonResponses.sendNoContent(response);
    }

    private void exportAll(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        send(response, Status.OK_200, instance, selected(request, instance), Snapshot::toJson);
    }

    private void importAll(ServerRequest request, ServerResponse response) {
        var instance = instance(request);
        record Imported(Label label, JsonObject message, Instant createdAt) {}
        var all =
                bodyReader.read(
                        request,
                        fields ->
                                fields.array("snapshots").stream()
                                        .map(value -> {
                                            var one = JsonFields.ofRequest(value, "snapshot");
                                            return new Imported(
                                                    label(one),
                                                    Snapshot.message(
                                                            instance.masked(value.asJsonObject())),
                                                    one.string("createdAt")
                                                            .flatMap(Times::of)
                                                            .orElse(Times.ZERO));
                                        })
                                        .toList());
        var added =
                all.stream()
                        .map(one ->
                                snapshots.add(
                                        instance.id(), one.label(), one.message(), one.createdAt()))
                        .toList();
        connectors.checkExists(instance.id());
        send(response, Status.CREATED_201, instance, added, Snapshot::summary);
    }

    private static void send(
            ServerResponse response,
            Status status,
            RecordedConnector instance,
            List<Snapshot> list,
            Function<Snapshot, JsonObject> shown) {
        var json =
                JSON.createObjectBuilder()
                        .add("version", VERSION)
                        .add(
                                "snapshots",
                                JSON.createArrayBuilder(list.stream().map(shown).toList()))
                        .build();
        JsonResponses.send(response, status, instance.masked(JsonResponses.toBytes(json)));
    }

    private List<Snapshot> selected(ServerRequest request, RecordedConnector instance) {
        var tags = request.query().contains("tag") ? request.query().all("tag") : List.<String>of();
        var operation = request.query().first("operation").asOptional();
        return snapshots.all(instance.id(), tags).stream()
                .filter(one -> operation.filter(text -> !text.equals(one.operation())).isEmpty())
                .toList();
    }

    private Snapshot snapshot(ServerRequest request, RecordedConnector instance) {
        return snapshots.get(instance.id(), request.path().pathParameters().get("snapshot"));
    }

    private RecordedConnector instance(ServerRequest request) {
        return connectors.get(ConnectorPath.id(request));
    }
}
