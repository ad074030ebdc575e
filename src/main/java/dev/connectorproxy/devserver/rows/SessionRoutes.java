package dev.connectorproxy.devserver.rows;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// The routes of all states and rows of a connector: `/connectors/{connectorId}/export` and `…/import` move them to another
/// server, and `…/reset` forgets them.
public record SessionRoutes(
        ConnectorRegistry connectors,
        RowStore rows,
        JsonBodyReader bodyReader,
        ChangeSaver changes,
        InstantSource clock)
        implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        rules.get("/connectors/{connectorId}/export", this::export)
                .post("/connectors/{connectorId}/import", this::load)
                .post("/connectors/{connectorId}/reset", this::reset);
    }

    private void export(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var document = new SessionExport(instance, rows.all(instance.id()), clock.instant());
        response.header(HeaderValues.CONTENT_TYPE_JSON);
        try (var out = response.outputStream()) {
            document.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var document = bodyReader.read(request, SessionImport::of);
        var result = document.apply(instance, rows);
        connectors.forgetIfDeleted(instance.id());
        changes.save();
        JsonResponses.send(response, result);
    }

    private void reset(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        instance.states().clear(_ -> true);
        rows.forget(instance.id());
        changes.save();
        JsonResponses.sendNoContent(response);
    }
}
