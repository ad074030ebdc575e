package dev.connectorproxy.importer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir Path folder;

    @Test
    void writesAConnectorFileThatAPersonLikesToRead() throws IOException {
        var document = write("shop.openapi.yaml", ImportSamples.SHOP);

        var result =
                run(document.toString(), "--directory", folder.resolve("connectors").toString());

        assertThat(
                Files.readString(folder.resolve("connectors/shop.yaml")),
                is(
                        """
                        # Shop API: 3 of 5 operations are commands.
                        # Left out, deprecated: GET /old
                        # Left out, internal: resetAll

                        connector: shop
                        title: Shop API
                        description: Everything that a shop sells.
                        docs: https://docs.shop.example
                        openapi: shop.openapi.json
                        variables:
                          region: eu   # or us
                        connection: {type: api-key, in: header, name: X-Shop-Key}
                        commands:
                          ListOrders:
                            operation: GET /orders
                            show: [top, filter_state]
                            parameters:
                              top: {in: query, name: "$top"}
                              filter_state: {in: query, name: "filter[state]"}
                          OrdersCreate:
                            operation: orders/create
                            show: [item, dry_run, query_note, body_note, count]
                            body: flat
                            parameters:
                              dry_run: {in: query, name: dry-run}
                              query_note: {in: query, name: note}
                              body_note: {in: body, name: note}
                          GetOrder:
                            operation: getOrder
                            show: [id]
                        """));
        assertThat(
                result.out(),
                is(
                        """
                        %s: 3 of 5 operations are commands
                          shop/ListOrders(top, filter_state)
                          shop/OrdersCreate(item, dry_run, query_note, body_note, count)
                          shop/GetOrder(id)
                        Left out, deprecated: 1
                        Left out, internal: 1
                        Credentials: a connection of the type api-key
                        """
                                .formatted(folder.resolve("connectors/shop.yaml"))));
        assertThat(result.complete(), is(true));
    }

    @Test
    void copiesAJsonDocumentByteForByte() throws IOException {
        var text =
                "  {\"swagger\":\"2.0\",\"host\":\"a.example\",\"info\":{},\n\n\"paths\":{\"/a\":{\"get\":{\"responses\":{}}}}}";
        var document = write("plain.json", text);

        run(document.toString(), "--directory", folder.toString());

        assertThat(Files.readString(folder.resolve("plain.openapi.json")), is(text));
    }

    @Test
    void neverReplacesAFileUnlessForced() throws IOException {
        var document = write("shop.openapi.yaml", ImportSamples.SHOP);
        var existing = write("shop.yaml", "mine");

        var refusal =
                assertThrows(
                        SettingsException.class,
                        () -> run(document.toString(), "--directory", folder.toString()));

        assertThat(
                refusal.getMessage(),
                is(existing + " exists; --force replaces it, --name gives another name"));
        assertThat(Files.readString(existing), is("mine"));
        run(document.toString(), "--directory", folder.toString(), "--force");
        assertThat(Files.readString(existing), containsString("connector: shop"));
    }

    @Test
    void putsTheFilesOfAnApiIntoOneDocument() throws IOException {
        var document = write("api.yaml", ImportSamples.IN_FILES);
        write(
                "parts/thing.yml",
                "get: {operationId: getThing, responses: {'200': {$ref: 'more.yml#/ok'}}}");
        write(
                "parts/more.yml",
                "ok: {description: fine, content: {application/json: {schema: {$ref: '../api.yaml#/components/schemas/Thing'}}}}");

        run(
                document.toString(),
                "--name",
                "things",
                "--directory",
                folder.resolve("out").toString());

        assertThat(
                Files.readString(folder.resolve("out/things.openapi.json")).replaceAll("\\s", ""),
                containsString("\"/things\":{\"$ref\":\"#/x-documents/parts~1thing.yml\"}"));
        assertThat(
                Files.readString(folder.resolve("out/things.openapi.json")).replaceAll("\\s", ""),
                containsString("\"parts/more.yml\":{\"ok\":{\"description\":\"fine\""));
    }

    @Test
    void needsAServerWhereTheDocumentNamesNone() throws IOException {
        var document = write("s.json", "{\"swagger\":\"2.0\",\"paths\":{\"/a\":{\"get\":{}}}}");

        var refusal =
                assertThrows(
                        SettingsException.class,
                        () -> run(document.toString(), "--directory", folder.toString()));

        assertThat(
                refusal.getMessage(),
                is("s.json: does not say where the API is; add --server https://…"));
        run(
                document.toString(),
                "--directory",
                folder.toString(),
                "--server",
                "https://s.example/v1");
        assertThat(
                Files.readString(folder.resolve("s.yaml")),
                containsString("server: https://s.example/v1\n"));
    }

    @Test
    void readsADocumentAtAUrlThroughTheEgress() throws IOException {
        var asked = new ArrayList<String>();
        var document =
                "{\"swagger\":\"2.0\",\"basePath\":\"/v2\",\"paths\":{\"/a\":{\"$ref\":\"parts.json#/a\"}}}";
        var files =
                Map.of(
                        "https://a.example/docs/api.json",
                        document,
                        "https://a.example/docs/parts.json",
                        "{\"a\":{\"get\":{\"operationId\":\"a\",\"responses\":{}}}}");
        Egress egress =
                (request, _) -> {
                    asked.add(request.url());
                    return new HttpResponse(
                            200,
                            List.of(),
                            files.get(request.url()).getBytes(StandardCharsets.UTF_8));
                };

        var closed =
                assertThrows(
                        SettingsException.class,
                        () ->
                                run(
                                        egress,
                                        "https://a.example/docs/api.json",
                                        "--name",
                                        "a",
                                        "--directory",
                                        folder.toString()));
        assertThat(
                closed.getMessage(),
                is("api.json: no operation can become a command; it has none"));
        assertThat(asked, is(List.of("https://a.example/docs/api.json")));

        run(
                egress,
                "https://a.example/docs/api.json",
                "--name",
                "a",
                "--directory",
                folder.toString(),
                "--follow-urls");
        assertThat(
                Files.readString(folder.resolve("a.yaml")),
                containsString("server: https://a.example/v2\n"));
    }

    @Test
    void checksTheDescriptionsOfAFolderAndNothingElse() throws IOException {
        write("in/shop.yaml", ImportSamples.SHOP);
        write("in/api.yaml", ImportSamples.IN_FILES);
        write("in/parts/thing.yml", "get: {operationId: getThing, responses: {}}");
        write("in/notes.json", "{\"a\": 1}");
        write("in/readme.txt", "openapi: 3.0.0");

        var result = run("--check", "--call", folder.resolve("in").toString());

        assertThat(
                result.out(),
                is(
                        """
                        %s: Things in 2 files, 1 operations, 1 callable, 1 calls valid
                        %s: Shop API, 5 operations, 5 callable, 5 calls valid

                        Documents: 2, read: 2 (100.0 %%)
                        Operations: 6, callable: 6 (100.0 %%)
                        Calls: 6, valid: 6 (100.0 %%)
                        """
                                .formatted(
                                        folder.resolve("in/api.yaml"),
                                        folder.resolve("in/shop.yaml"))));
        assertThat(result.complete(), is(true));
    }

    @Test
    void saysWhatRemainsAndWhy() throws IOException {
        write("in/a.json", "{\"openapi\":\"3.0.0\",\"paths\":");
        write("in/b.json", ImportSamples.IMPOSSIBLE);

        var result = run("--check", folder.resolve("in").toString());

        assertThat(result.complete(), is(false));
        assertThat(
                result.out(), containsString("a.json: NOT READ: a.json: line 1 is not valid JSON"));
        assertThat(result.out(), containsString("  locked: its credentials cannot be given\n"));
        assertThat(result.out(), containsString("Documents: 2, read: 1 (50.0 %)"));
        assertThat(result.out(), containsString("  1 × its credentials cannot be given\n"));
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private record Result(boolean complete, String out) {}

    private static Result run(String... words) {
        return run(
                (_, _) -> {
                    throw new AssertionError("nothing may be sent");
                },
                words);
    }

    private static Result run(Egress egress, String... words) {
        var out = new ByteArrayOutputStream();
        boolean complete =
                new ImportCommand(
                                ImportArguments.parse(List.of(words)),
                                () -> egress,
                                new PrintStream(out, true, StandardCharsets.UTF_8))
                        .run();
        return new Result(complete, out.toString(StandardCharsets.UTF_8));
    }
}
