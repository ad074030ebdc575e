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

/// What is kept of a connector: `/connectors/{connectorId}/state`.
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
            JsonBody bodies,
            Saving saving,
            InstantSource clock) {
        this.connectors = connectors;
        this.pageSizes = pageSizes;
        this.bodies = bodies;
        this.saving = saving;
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
            record Body(FetchBody key, boolean hasMore) {}
            var body =
                    bodies.read(
                            request, it -> new Body(FetchBody.of(kind, it), it.flag("hasMore")));
            var state =
                    body.key()
                            .state()
                            .orElseThrow(() -> DevFailure.badRequest("state is required"));
            var key = body.key().key(kind);
            var entry =
                    new StateEntry(
                            Optional.of(state.toString()),
                            body.hasMore(),
                            pageSizes.checked(body.key().pageSize()),
                            clock.instant());
            while (!connectors.get(id).states().put(key, entry)) {
                // it was replaced in between: once more, on the one that has its place
            }
            saving.changed();
            Answers.send(response, entry.json());
        };
    }

    private Handler clear(Kind kind) {
        return (request, response) -> {
            var states = connectors.get(ConnectorRoutes.id(request)).states();
            var body = bodies.read(request, it -> FetchBody.of(kind, it));
            var payload = PayloadKey.of(body.payload());
            states.clear(it ->
                    it.kind() == kind
                            && (body.payload().isEmpty() || it.payload().equals(payload))
                            && (body.name().isEmpty() || it.name().equals(body.name())));
            saving.changed();
            Answers.nothing(response);
        };
    }

    private static StateEntry latest(Map<StateKey, StateEntry> states, Kind kind) {
        return states.entrySet().stream()
                .filter(it -> it.getKey().kind() == kind)
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

    /// By name, then by payload.
    private static JsonObjectBuilder others(Map<StateKey, StateEntry> states) {
        var all = JSON.createObjectBuilder();
        states.keySet().stream()
                .filter(it -> it.kind() == Kind.OTHERS)
                .map(StateKey::name)
                .distinct()
                .sorted()
                .forEach(name ->
                        all.add(
                                name,
                                of(states, new StateKey(Kind.OTHERS, name, PayloadKey.NONE))));
        return all;
    }

    /// The entries of one kind and name, by the identity of their payload; empty text for none.
    private static JsonObject of(Map<StateKey, StateEntry> states, StateKey like) {
        var shown = new LinkedHashMap<String, JsonObject>();
        states.forEach((key, entry) -> {
            if (key.kind() == like.kind() && key.name().equals(like.name())) {
                var text = key.payload().text();
                shown.put(ambiguous(states, key) ? "id:" + text : text, entry.json());
            }
        });
        var json = JSON.createObjectBuilder();
        shown.forEach(json::add);
        return json.build();
    }

    /// Whether one payload has for its id what another has for its reference.
    private static boolean ambiguous(Map<StateKey, StateEntry> states, StateKey key) {
        return key.payload().source() == Source.ID
                && states.containsKey(
                        new StateKey(
                                key.kind(),
                                key.name(),
                                new PayloadKey(Source.REFERENCE, key.payload().text())));
    }
}
