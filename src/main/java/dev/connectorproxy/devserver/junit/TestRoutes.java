package dev.connectorproxy.devserver.junit;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.api.JsonResponses;
import dev.connectorproxy.devserver.connector.ConnectorPath;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.junit.TestFiles.TestFile;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The route that makes tests of recordings: `POST /connectors/{connectorId}/tests`.
///
/// @param directory where they are written, too
public record TestRoutes(
        ConnectorRegistry connectors,
        Recordings recordings,
        Optional<Path> directory,
        JsonBodyReader bodyReader)
        implements HttpService {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public void routing(HttpRules rules) {
        rules.post("/connectors/{connectorId}/tests", this::create);
    }

    private void create(ServerRequest request, ServerResponse response) {
        var instance = connectors.get(ConnectorPath.id(request));
        var wanted = bodyReader.read(request, TestRequest::of);
        var files = new TestFiles(wanted, recordings.make(instance, wanted));
        var written = new LinkedHashMap<TestFile, Boolean>();
        for (var file : files.all()) {
            written.put(
                    file,
                    directory.map(root -> new TestsDirectory(root).write(file)).orElse(false));
        }
        JsonResponses.send(response, instance::mask, toJson(files, written));
    }

    private JsonObject toJson(TestFiles files, Map<TestFile, Boolean> written) {
        var json = JSON.createArrayBuilder();
        written.forEach((file, done) ->
                json.add(
                        JSON.createObjectBuilder()
                                .add("path", file.path())
                                .add("content", file.content())
                                .add("written", done)));
        return JSON.createObjectBuilder()
                .add("files", json)
                .add("instructions", instructions(files, written))
                .build();
    }

    private String instructions(TestFiles files, Map<TestFile, Boolean> written) {
        var text = new StringBuilder();
        var left =
                written.entrySet().stream()
                        .filter(entry -> !entry.getValue())
                        .map(entry -> entry.getKey().path())
                        .collect(Collectors.joining(", "));
        if (directory.isEmpty()) {
            text.append("Save the files into the project of the provider. ");
        } else if (!left.isEmpty()) {
            text.append("Not written, because another file stands there: ")
                    .append(left)
                    .append(". ");
        }
        if (!files.recording().refused().isEmpty()) {
            text.append(
                            "The provider refuses a placeholder: let the method secret return a value of the right format for ")
                    .append(String.join(", ", files.recording().refused()))
                    .append(". ");
        }
        return text.append("Run it with mvn test -Dtest=%s.".formatted(files.request().className()))
                .toString();
    }
}
