package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.toolkit.Globs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorFilesTest {
    private Path directory;
    private ConnectorFiles files;

    @BeforeEach
    void ofAnEmptyDirectory(@TempDir Path empty) {
        directory = empty;
        files =
                new ConnectorFiles(
                        new ConnectorFileSettings(List.of(empty), Globs.of(List.of("none*"))));
    }

    @Test
    void filesAreReadAndReadAgainOnceTheirChangeIsComplete() throws IOException {
        write("a.yaml", "a", "X");
        write("notes.txt", "b", "X");
        assertThat(look(), is(true));
        assertThat(names(), contains("a"));
        assertThat(look(), is(false));

        write("a.yaml", "a", "X", "Longer");
        assertThat(look(), is(false));
        assertThat(look(), is(true));
        assertThat(files.statuses().get(path("a.yaml")), is("connector a, 2 commands"));
        assertThat(look(), is(false));
    }

    @Test
    void aBrokenEditKeepsTheLastGoodVersionAndSaysSo() throws IOException {
        write("a.yaml", "a", "X");
        look();

        Files.writeString(directory.resolve("a.yaml"), "connector: a\ncomands: {}");
        look();
        assertThat(look(), is(true));

        assertThat(names(), contains("a"));
        assertThat(
                files.statuses().get(path("a.yaml")),
                allOf(
                        startsWith("broken: " + path("a.yaml") + ":2: comands is not a key"),
                        containsString(
                                "; the version before it is in use: connector a, 1 commands")));
        assertThat(look(), is(false));

        write("a.yaml", "a", "X", "Y");
        look();
        look();
        assertThat(files.problems().values(), is(empty()));
    }

    @Test
    void aFileThatIsGoneAtTwoLooksVanishes() throws IOException {
        write("a.yaml", "a", "X");
        look();

        Files.delete(directory.resolve("a.yaml"));
        assertThat(look(), is(false));
        assertThat(names(), contains("a"));
        assertThat(look(), is(true));
        assertThat(names(), is(empty()));
    }

    @Test
    void aConnectorIsInOneFileOnlyUntilThatIsGone() throws IOException {
        write("a.yaml", "same", "X");
        write("b.yaml", "same", "Y");
        look();

        assertThat(
                files.problems().get(path("b.yaml")),
                is(path("b.yaml") + ": the connector same is in " + path("a.yaml") + ", too"));

        Files.delete(directory.resolve("a.yaml"));
        look();
        look();
        assertThat(names(), contains("same"));
        assertThat(files.problems().values(), is(empty()));
    }

    @Test
    void aConnectorThatDoesNotFitTheOthersIsBroken() throws IOException {
        write("a.yaml", "a", "X");

        files.refresh(_ -> {
            throw new IllegalArgumentException("two connectors offer a/X");
        });

        assertThat(names(), is(empty()));
        assertThat(
                files.statuses().get(path("a.yaml")),
                is("broken: " + path("a.yaml") + ": two connectors offer a/X"));
    }

    @Test
    void aDescriptionIsReadAgainWhenItChanges() throws IOException {
        Files.writeString(
                directory.resolve("a.yaml"),
                "connector: a\nserver: https://a.example\nopenapi: api.json\ncommands: {X: {operation: getX}}");
        look();
        assertThat(
                files.problems().get(path("a.yaml")),
                containsString("openapi: api.json: cannot be read"));

        Files.writeString(
                directory.resolve("api.json"),
                """
                {"openapi": "3.1.0", "info": {"title": "A", "version": "1"},
                 "paths": {"/x": {"get": {"operationId": "getX", "responses": {}}}}}
                """);
        look();
        look();
        assertThat(files.problems().values(), is(empty()));
        assertThat(names(), contains("a"));
    }

    @Test
    void anIconBesideTheFileIsADataUrl() throws IOException {
        Files.writeString(
                directory.resolve("a.yaml"),
                "connector: a\nicon: a.svg\nserver: https://a.example\ncommands: {X: {request: {path: /x}}}");
        look();
        assertThat(
                files.problems().get(path("a.yaml")),
                is(path("a.yaml") + ": icon must name an image beside this file"));

        Files.writeString(directory.resolve("a.svg"), "<svg/>");
        write("a.yaml", "a\nicon: a.svg", "X", "Y");
        look();
        look();
        assertThat(
                files.connectors().getFirst().info().icon(),
                is("data:image/svg+xml;base64,PHN2Zy8+"));
    }

    private boolean look() {
        return files.refresh(_ -> {});
    }

    private List<String> names() {
        return files.connectors().stream().map(ConnectorProvider::name).toList();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String file, String connector, String... commands) throws IOException {
        var yaml =
                new StringBuilder(
                        "connector: %s\nserver: https://a.example\ncommands:\n"
                                .formatted(connector));
        for (var command : commands) {
            yaml.append("  %s: {request: {path: /x}}\n".formatted(command));
        }
        Files.writeString(directory.resolve(file), yaml);
    }
}
