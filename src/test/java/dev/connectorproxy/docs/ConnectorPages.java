package dev.connectorproxy.docs;

import dev.connectorproxy.declarative.DeclarativeConnector;
import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.Egress;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The pages about the bundled connectors, made of their files. `make connector-pages` writes them.
final class ConnectorPages {
    private static final Path CONNECTORS = Path.of("src/main/resources/connectors");
    private static final Path DESCRIPTIONS = Path.of("src/test/resources/vendors");
    private static final Path DOCS = Path.of("etc", "docs");

    /// Where the page of each connector is.
    static final Path FOLDER = DOCS.resolve("connectors");

    private static final String INDEX =
            """
            # Bundled connectors

            <!-- Made by `make connector-pages` of the files in src/main/resources/connectors. -->

            These connectors come with the program. They are off until [`connectors.enabled`](settings.md#connector-files) names them, and take their credentials from
            [connections](connections.md). Each of them is a [connector file](connector-files.md); for another API, [`import`](import.md) writes one of its description.

            | Connector | What it is for | Commands | Connection |
            |---|---|---|---|
            %s
            ## How to read the pages

            - **Types**: `str`, `int` and `bool` are texts, whole numbers and truth values. A list, an object or another value is `any`; it may also be JSON as text.
            - **Default** is sent if a diagram gives no value. Parameters marked *advanced* are rarely needed.
            - **Request** is what is sent to the vendor, for a look into the vendor's documentation; the path follows the URL at the top of the page.
            - **Result** is `command_response.body`. The response is that of the vendor, as it is; where an [expression](connector-files.md#jsonata) is shown, its value.
            - **Pages**: how a list is read to its end, and where it ends at the latest.
            - **Repeatable** says that the request may be sent twice without doing anything twice. With an *idempotency key*, the vendor recognises the repetition: the key is the same
              when the engine repeats the task. What is not repeatable can happen twice if an engine repeats a task whose response was lost.
            - **Errors** are codes that a diagram can catch, each with the `http_status` of the failure. The first row whose condition holds counts. Engines repeat a task after 429 and 5xx.
              All codes beside those of the vendor: [Error codes](error-codes.md).
            """;

    private static final Egress NOWHERE =
            (_, _) -> {
                throw new AssertionError("a page sends nothing");
            };

    private ConnectorPages() {}

    public static void main(String[] args) throws IOException {
        Files.createDirectories(FOLDER);
        var pages = all();
        for (var stale : written()) {
            if (!pages.containsKey(stale)) {
                Files.delete(stale);
            }
        }
        for (var page : pages.entrySet()) {
            Files.writeString(page.getKey(), page.getValue());
        }
    }

    /// The text of each page.
    static Map<Path, String> all() throws IOException {
        var pages = new TreeMap<Path, String>();
        var rows = new ArrayList<String>();
        for (var file : files()) {
            var page = page(file);
            pages.put(FOLDER.resolve(page.name() + ".md"), page.text());
            rows.add(page.row());
        }
        pages.put(DOCS.resolve("connectors.md"), INDEX.formatted(String.join("", rows)));
        return pages;
    }

    /// The pages of connectors that are there.
    static List<Path> written() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(CONNECTORS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static ConnectorPage page(Path path) throws IOException {
        var text = Files.readString(path);
        var file = ConnectorFile.read(path.getFileName().toString(), text);
        var commands =
                DeclarativeConnector.of(file, Optional.empty())
                        .commands(new ConnectorContext(NOWHERE, Map.of()))
                        .stream()
                        .collect(Collectors.toMap(each -> each.spec().name(), Command.class::cast));
        return new ConnectorPage(file, commands, CredentialNote.in(text), validated(file.name()));
    }

    private static Optional<String> validated(String connector) throws IOException {
        var description = DESCRIPTIONS.resolve(connector + ".json");
        if (Files.notExists(description)) {
            return Optional.empty();
        }
        try (var reader = Json.createReader(Files.newInputStream(description))) {
            var info = reader.readObject().getJsonObject("info");
            return Optional.of(
                    "The tests of the program validate its requests against the vendor's own description: %s, version %s, of %s."
                            .formatted(
                                    info.getString("title"),
                                    info.getString("version"),
                                    info.getString("x-source")));
        }
    }
}
