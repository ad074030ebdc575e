package dev.connectorproxy.devserver.command;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.spi.JsonText;
import dev.connectorproxy.spi.payment.Times;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The routes of connectors that are files: `/connector-files`.
final class ConnectorFileRoutes implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String FILES = "/connector-files";
    private static final String CONNECTOR = FILES + "/{connector}";
    private static final int MAX_DEPTH = 100;

    private final FileConnectors files;
    private final FileWatcher watcher;
    private final FileReloads reloads;
    private final CommandCalls calls;
    private final JsonBodyReader bodyReader;

    ConnectorFileRoutes(
            FileConnectors files,
            FileWatcher watcher,
            FileReloads reloads,
            CommandCalls calls,
            JsonBodyReader bodyReader) {
        this.files = files;
        this.watcher = watcher;
        this.reloads = reloads;
        this.calls = calls;
        this.bodyReader = bodyReader;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get(FILES, this::list)
                .post(FILES + "/reload", this::reload)
                .get(CONNECTOR, this::show)
                .post(CONNECTOR + "/commands/{command}", this::run);
    }

    private void list(ServerRequest request, ServerResponse response) {
        watcher.awaitFirst();
        var directories = JSON.createArrayBuilder();
        files.runtime().directories().forEach(directory -> directories.add(directory.toString()));
        var connectors = JSON.createArrayBuilder();
        files.all().forEach(connector -> connectors.add(json(connector)));
        var problems = JSON.createArrayBuilder();
        files.problems()
                .forEach((file, problem) ->
                        problems.add(
                                JSON.createObjectBuilder()
                                        .add("file", file)
                                        .add("problem", problem)));
        JsonResponses.send(
                response,
                JSON.createObjectBuilder()
                        .add("directories", directories)
                        .add("connectors", connectors)
                        .add("problems", problems)
                        .build());
    }

    private static JsonObjectBuilder json(LoadedConnector connector) {
        return JSON.createObjectBuilder()
                .add("connector", connector.name())
                .add("connectorId", connector.id())
                .add("title", connector.provider().info().title())
                .add("commands", JSON.createArrayBuilder(connector.commands().keySet()))
                .add("loadedAt", Times.text(connector.loadedAt()));
    }

    private void show(ServerRequest request, ServerResponse response) {
        var connector = connector(request);
        var json =
                json(connector)
                        .add("entries", entries(connector))
                        .add("reloads", JSON.createArrayBuilder(reloads.of(connector)))
                        .build();
        JsonResponses.send(response, connector::mask, json);
    }

    /// Looks twice, since a change counts when it is there at two looks.
    private void reload(ServerRequest request, ServerResponse response) {
        watcher.awaitFirst();
        var done = JSON.createArrayBuilder(reloads.look(false));
        reloads.look(false).forEach(done::add);
        JsonResponses.send(response, JSON.createObjectBuilder().add("reloads", done).build());
    }

    private JsonArrayBuilder entries(LoadedConnector connector) {
        var entries = JSON.createArrayBuilder();
        connector
                .commands()
                .values()
                .forEach(command ->
                        entries.add(files.runtime().describe(connector.provider(), command)));
        return entries;
    }

    private void run(ServerRequest request, ServerResponse response) {
        var connector = connector(request);
        var sent = arguments(bodyReader.readBytes(request));
        var ended = calls.run(connector, request.path().pathParameters().get("command"), sent);
        var json =
                JSON.createObjectBuilder()
                        .add("call", ended.number())
                        .add("exchanges", JSON.createArrayBuilder(ended.exchanges()))
                        .add("envelope", JsonBodyReader.parse(ended.envelope()))
                        .build();
        JsonResponses.send(response, connector::mask, json);
    }

    private LoadedConnector connector(ServerRequest request) {
        watcher.awaitFirst();
        return files.get(request.path().pathParameters().get("connector"));
    }

    /// The members of the body by their names, as the proxy reads them.
    private static Map<String, JsonText> arguments(byte[] body) {
        if (new String(body, StandardCharsets.UTF_8).isBlank()) {
            return Map.of();
        }
        return JsonText.of(body, MAX_DEPTH)
                .filter(json -> json.type() == ValueType.OBJECT)
                .orElseThrow(() ->
                        DevServerException.badRequest(
                                DevServerException.INVALID_BODY,
                                "it must be an object of arguments"))
                .members();
    }
}
