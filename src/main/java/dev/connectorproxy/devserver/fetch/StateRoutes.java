package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.state.FetchKind;
import dev.connectorproxy.devserver.state.PayloadIdentity;
import dev.connectorproxy.devserver.state.StateEntry;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.devserver.state.StateListing;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.Optional;

/// The routes that show, set and clear states: `/connectors/{connectorId}/state` and `…/state/{kind}`.
public record StateRoutes(
        ConnectorRegistry connectors,
        PageSizes pageSizes,
        JsonBodyReader bodyReader,
        ChangeSaver changes,
        InstantSource clock)
        implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get("/connectors/{connectorId}/state", this::show);
        for (var kind : FetchKind.values()) {
            var path = "/connectors/{connectorId}/state/" + kind.path();
            rules.put(path, set(kind)).delete(path, clear(kind));
        }
    }

    private void show(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        JsonResponses.send(
                response, instance::mask, new StateListing(instance.states().all()).toJson());
    }

    private Handler set(FetchKind kind) {
        return (request, response) -> {
            var id = ConnectorPath.id(request);
            var instance = connectors.get(id);
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
            changes.save();
            JsonResponses.send(response, instance::mask, entry.toJson());
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
            var states = connectors.get(ConnectorPath.id(request)).states();
            var body = bodyReader.read(request, fields -> FetchParameters.of(kind, fields));
            var payload = PayloadIdentity.of(body.payload());
            states.clear(key ->
                    key.kind() == kind
                            && (body.payload().isEmpty() || key.payload().equals(payload))
                            && (body.name().isEmpty() || key.name().equals(body.name())));
            changes.save();
            JsonResponses.sendNoContent(response);
        };
    }
}
