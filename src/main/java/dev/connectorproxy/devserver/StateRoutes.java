package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.PayloadKey.Source;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The routes that show, set and clear states: `/connectors/{connectorId}/state` and `…/state/{kind}`.
final class StateRoutes implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final ConnectorRegistry connectors;
    private final PageSizes pageSizes;
    private final JsonBodyReader bodyReader;
    private final ChangeListener changeListener;
    private final InstantSource clock;

    StateRoutes(
            ConnectorRegistry connectors,
            PageSizes pageSizes,
            JsonBodyReader bodyReader,
            ChangeListener changeListener,
            InstantSource clock) {
        this.connectors = connectors;
        this.pageSizes = pageSizes;
        this.bodyReader = bodyReader;
        this.changeListener = changeListener;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/connectors/{connectorId}/state", this::show);
        for (var kind : FetchKind.values()) {
            var path = "/connectors/{connectorId}/state/" + kind.path();
            rules.put(path, set(kind)).delete(path, clear(kind));
        }
    }

    private void show(ServerRequest request, ServerResponse response) {
        var states = connectors.get(ConnectorRoutes.connectorId(request)).states().all();
        var latest = JSON.createObjectBuilder();
        for (var kind : FetchKind.ALWAYS_SHOWN) {
            latest.add(kind.path(), latest(states, kind).toJson());
        }
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("fetch", latest)
                        .add("byPayload", byPayload(states))
                        .add("others", others(states))
                        .build());
    }

    private Handler set(FetchKind kind) {
        return (request, response) -> {
            var id = ConnectorRoutes.connectorId(request);
            connectors.get(id);
            record Body(FetchParameters parameters, boolean hasMore) {}
            var body =
                    bodyReader.read(
                            request,
                            fields ->
                                    new Body(
                                            FetchParameters.of(kind, fields),
                                            fields.flag("hasMore")));
            var entry = toEntry(body.parameters(), body.hasMore());
            put(id, body.parameters().toStateKey(kind), entry);
            changeListener.changed();
            JsonResponses.send(response, entry.toJson());
        };
    }

    private StateEntry toEntry(FetchParameters parameters, boolean hasMore) {
        var state =
                parameters
                        .state()
                        .orElseThrow(() -> DevServerException.badRequest("state is required"));
        return new StateEntry(
                Optional.of(state.toString()),
                hasMore,
                pageSizes.check(parameters.pageSize()),
                clock.instant());
    }

    /// Stores a state. If its connector is replaced meanwhile, the state is stored for the replacement.
    ///
    /// @throws DevServerException 404 when the connector is deleted
    private void put(String connectorId, StateKey key, StateEntry entry) {
        boolean stored;
        do {
            stored = connectors.get(connectorId).states().put(key, entry);
        } while (!stored);
    }

    private Handler clear(FetchKind kind) {
        return (request, response) -> {
            var states = connectors.get(ConnectorRoutes.connectorId(request)).states();
            var body = bodyReader.read(request, fields -> FetchParameters.of(kind, fields));
            var payload = PayloadKey.of(body.payload());
            states.clear(key ->
                    key.kind() == kind
                            && (body.payload().isEmpty() || key.payload().equals(payload))
                            && (body.name().isEmpty() || key.name().equals(body.name())));
            changeListener.changed();
            JsonResponses.sendNoContent(response);
        };
    }

    private static StateEntry latest(Map<StateKey, StateEntry> states, FetchKind kind) {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .reduce((_, later) -> later)
                .map(Map.Entry::getValue)
                .orElse(StateEntry.NEVER_FETCHED);
    }

    private static JsonObjectBuilder byPayload(Map<StateKey, StateEntry> states) {
        var all = JSON.createObjectBuilder();
        for (var kind : FetchKind.ALWAYS_SHOWN) {
            var ofKind = entriesLike(states, new StateKey(kind, "", PayloadKey.NONE));
            if (!ofKind.isEmpty()) {
                all.add(kind.path(), ofKind);
            }
        }
        return all;
    }

    /// The states of the kind `others`, by name, then by payload.
    private static JsonObjectBuilder others(Map<StateKey, StateEntry> states) {
        var all = JSON.createObjectBuilder();
        states.keySet().stream()
                .filter(key -> key.kind() == FetchKind.OTHERS)
                .map(StateKey::name)
                .distinct()
                .sorted()
                .forEach(name ->
                        all.add(
                                name,
                                entriesLike(
                                        states,
                                        new StateKey(FetchKind.OTHERS, name, PayloadKey.NONE))));
        return all;
    }

    /// The entries of one kind and name, by the identity of their payload, which is empty for none.
    private static JsonObject entriesLike(Map<StateKey, StateEntry> states, StateKey sample) {
        var shown = new LinkedHashMap<String, JsonObject>();
        states.forEach((key, entry) -> {
            if (key.kind() == sample.kind() && key.name().equals(sample.name())) {
                var text = key.payload().text();
                shown.put(isAmbiguous(states, key) ? "id:" + text : text, entry.toJson());
            }
        });
        var json = JSON.createObjectBuilder();
        shown.forEach(json::add);
        return json.build();
    }

    /// Whether another payload has for its `reference` what this one has for its `id`.
    private static boolean isAmbiguous(Map<StateKey, StateEntry> states, StateKey key) {
        return key.payload().source() == Source.ID
                && states.containsKey(
                        new StateKey(
                                key.kind(),
                                key.name(),
                                new PayloadKey(Source.REFERENCE, key.payload().text())));
    }
}
