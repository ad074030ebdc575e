package dev.connectorproxy.declarative;

import dev.connectorproxy.catalogue.ArgumentCheck;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.openapi.ApiDescription;
import dev.connectorproxy.openapi.reader.ApiDescriptionReader;
import dev.connectorproxy.openapi.reader.DocumentSource;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A connector file whose target responds what a test says; without another response, `{}`.
final class FileConnector {
    final List<HttpRequest> requests = new ArrayList<>();
    private final Deque<HttpResponse> responses = new ArrayDeque<>();
    private final List<Command> commands;

    private FileConnector(String yaml, Optional<ApiDescription> description) {
        var context =
                new ConnectorContext(
                        (request, _) -> {
                            requests.add(request);
                            return responses.isEmpty()
                                    ? response(200, "application/json", "{}")
                                    : responses.poll();
                        },
                        Map.of());
        this.commands =
                DeclarativeConnector.of(ConnectorFile.read("x.yaml", yaml), description)
                        .commands(context);
    }

    static FileConnector of(String yaml) {
        return new FileConnector(yaml, Optional.empty());
    }

    /// A file with one command `X` at `https://api.example`.
    static FileConnector ofCommand(String command) {
        return of(
                "connector: a\nserver: https://api.example/v1\ncommands:\n  X:\n"
                        + command.indent(4));
    }

    /// @param document an API description
    static FileConnector of(String yaml, String document) {
        var description =
                ApiDescriptionReader.read(
                                URI.create("file:///api.yaml"),
                                document.getBytes(StandardCharsets.UTF_8),
                                (DocumentSource)
                                        address -> {
                                            throw new java.io.IOException(address.toString());
                                        })
                        .description();
        return new FileConnector(yaml, Optional.of(description));
    }

    FileConnector responds(int status, String type, String body, Header... headers) {
        responses.add(response(status, type, body, headers));
        return this;
    }

    FileConnector respondsJson(String body, Header... headers) {
        return responds(200, "application/json", body, headers);
    }

    private static HttpResponse response(int status, String type, String body, Header... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.add(new Header("Content-Type", type));
        return new HttpResponse(status, all, body.getBytes(StandardCharsets.UTF_8));
    }

    Command command(String name) {
        return commands.stream()
                .filter(command -> command.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Done run(String arguments) {
        return run("X", arguments, Call.ofProxy(Duration.ofSeconds(20)));
    }

    Done run(String name, String arguments, Call call) {
        var command = command(name);
        var texts =
                JsonText.of(arguments.getBytes(StandardCharsets.UTF_8), 20).orElseThrow().members();
        CommandResult result = command.execute(ArgumentCheck.check(command.spec(), texts), call);
        return (Done) result;
    }

    /// The body of a result as JSON.
    static String text(Done result) {
        return switch (result.body()) {
            case Body.Raw(var json) -> json.toString();
            case Body.Tree(var value) -> value.toString();
            case Body.Text(var name, var text) -> name + "=" + text;
            default -> throw new AssertionError(result.body());
        };
    }

    /// The last request: `METHOD url body`.
    String sent() {
        var request = requests.getLast();
        var body = request.body().map(bytes -> " " + new String(bytes, StandardCharsets.UTF_8));
        return request.method() + " " + request.url() + body.orElse("");
    }

    Optional<String> sentHeader(String name) {
        return requests.getLast().headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
