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

    private final Connectors connectors;
    private final PageSizes pageSizes;
    private final JsonBody bodies;
    private final Saving saving;
    private final InstantSource clock;

    StateRoutes(
            Connectors connectors,
            PageSizes pageSizes,
            JsonBody bodyReader,
            Saving changeListener,
            InstantSource clock) {
        this.connectors = connectors;
        this.pageSizes = pageSizes;
        this.bodies = bodyReader;
        this.saving = changeListener;
        this.clock = clock;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/connectors/{connectorId}/state", this::show);
        for (var kind : Kind.values()) {
            var path = "/connectors/{connectorId}/state/" + kind.path();
            rules.put(path, set(kind)).delete(path, clear(kind));
        }
    }

    private void show(ServerRequest request, ServerResponse response) {
        var states = connectors.get(ConnectorRoutes.id(request)).states().all();
        var latest = JSON.createObjectBuilder();
        for (var kind : Kind.SHOWN) {
            latest.add(kind.path(), latest(states, kind).json());
        }
        Answers.send(
                response,
                JSON.createObjectBuilder()
                        .add("fetch", latest)
                        .add("byPayload", byPayload(states))
                        .add("others", others(states))
                        .build());
    }

    private Handler set(Kind kind) {
        return (request, response) -> {
            var id = ConnectorRoutes.id(request);
            connectors.get(id);
            record Body(FetchBody parameters, boolean hasMore) {}
            var body =
                    bodies.read(
                            request,
                            fields ->
                                    new Body(FetchBody.of(kind, fields), fields.flag("hasMore")));
            var state =
                    body.parameters()
                            .state()
                            .orElseThrow(() -> DevFailure.badRequest("state is required"));
            var key = body.parameters().key(kind);
            var entry =
                    new StateEntry(
                            Optional.of(state.toString()),
                            body.hasMore(),
                            pageSizes.checked(body.parameters().pageSize()),
                            clock.instant());
            while (!connectors.get(id).states().put(key, entry)) {
                // the connector was replaced meanwhile: try again on its replacement
            }
            saving.changed();
            Answers.send(response, entry.json());
        };
    }

    private Handler clear(Kind kind) {
        return (request, response) -> {
            var states = connectors.get(ConnectorRoutes.id(request)).states();
            var body = bodies.read(request, fields -> FetchBody.of(kind, fields));
            var payload = PayloadKey.of(body.payload());
            states.clear(key ->
                    key.kind() == kind
                            && (body.payload().isEmpty() || key.payload().equals(payload))
                            && (body.name().isEmpty() || key.name().equals(body.name())));
            saving.changed();
            Answers.nothing(response);
        };
    }

    private static StateEntry latest(Map<StateKey, StateEntry> states, Kind kind) {
        return states.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .reduce((_, later) -> later)
                .map(Map.Entry::getValue)
                .orElse(StateEntry.NEVER);
    }

    private static JsonObjectBuilder byPayload(Map<StateKey, StateEntry> states) {
        var all = JSON.createObjectBuilder();
        for (var kind : Kind.SHOWN) {
            var ofKind = of(states, new StateKey(kind, "", PayloadKey.NONE));
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
                .filter(key -> key.kind() == Kind.OTHERS)
                .map(StateKey::name)
                .distinct()
                .sorted()
                .forEach(name ->
                        all.add(
                                name,
                                of(states, new StateKey(Kind.OTHERS, name, PayloadKey.NONE))));
        return all;
    }

    /// The entries of one kind and name, by the identity of their payload, which is empty for none.
    private static JsonObject of(Map<StateKey, StateEntry> states, StateKey sample) {
        var shown = new LinkedHashMap<String, JsonObject>();
        states.forEach((key, entry) -> {
            if (key.kind() == sample.kind() && key.name().equals(sample.name())) {
                var text = key.payload().text();
                shown.put(ambiguous(states, key) ? "id:" + text : text, entry.json());
            }
        });
        var json = JSON.createObjectBuilder();
        shown.forEach(json::add);
        return json.build();
    }

    /// Whether another payload has for its `reference` what this one has for its `id`.
    private static boolean ambiguous(Map<StateKey, StateEntry> states, StateKey key) {
        return key.payload().source() == Source.ID
                && states.containsKey(
                        new StateKey(
                                key.kind(),
                                key.name(),
                                new PayloadKey(Source.REFERENCE, key.payload().text())));
    }
}
