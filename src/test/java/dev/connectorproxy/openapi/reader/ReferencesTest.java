package dev.connectorproxy.openapi.reader;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.openapi.ApiDescription;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// References within a document, to other files, and to URLs.
class ReferencesTest {
    @TempDir Path folder;

    @Test
    void filesReferToEachOtherRelativeToThemselves() throws IOException {
        write("api/root.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: paths/a.yml}}\n");
        write(
                "api/paths/a.yml",
                "get: {parameters: [{$ref: '../common/p%20q.yml#/limit'}], responses: {200: {$ref: '#/x-ok'}}}\nx-ok: {description: fine}\n");
        write(
                "api/common/p q.yml",
                "limit: {name: limit, in: query, schema: {$ref: ../models/number.json}}\n");
        write("api/models/number.json", "{\"type\": \"integer\"}");

        var loaded = ApiDescriptionReader.read(folder.resolve("api/root.yaml"));

        var operation = loaded.description().operations().getFirst();
        assertThat(operation.responses().get("200").description(), is("fine"));
        assertThat(
                operation.parameters().getFirst().schema(),
                is(DescriptionFixture.json("{'$ref': '#/$defs/number'}")));
        assertThat(
                loaded.description().schemas(),
                is(DescriptionFixture.json("{'number': {'type': 'integer'}}")));
        assertThat(loaded.description().problems(), is(empty()));
        assertThat(
                loaded.documents(),
                contains(
                        address("api/root.yaml"),
                        address("api/paths/a.yml"),
                        address("api/common/p q.yml"),
                        address("api/models/number.json")));
    }

    @Test
    void aNameThatNoFileCanHaveIsAProblem() throws IOException {
        write("root.yaml", "openapi: 3.1.0\npaths: {/a: {$ref: 'a%00.yml'}}\n");

        var loaded = ApiDescriptionReader.read(folder.resolve("root.yaml"));

        assertThat(
                loaded.description().problems().getFirst(), containsString("it is no file name"));
    }

    @Test
    void schemasOfOtherFilesGetNamesOfTheirOwn() throws IOException {
        write(
                "root.yaml",
                """
                openapi: 3.0.0
                paths:
                  /a:
                    get:
                      parameters:
                        - {name: a, in: query, schema: {$ref: 'one/Pet.yml'}}
                        - {name: b, in: query, schema: {$ref: 'two/Pet.yml'}}
                        - {name: c, in: query, schema: {$ref: '#/components/schemas/Pet'}}
                components: {schemas: {Pet: {type: boolean}}}
                """);
        write("one/Pet.yml", "type: string\n");
        write("two/Pet.yml", "type: integer\n");

        var schemas =
                ApiDescriptionReader.read(folder.resolve("root.yaml")).description().schemas();

        assertThat(
                schemas,
                is(
                        DescriptionFixture.json(
                                "{'Pet_2': {'type': 'string'}, 'Pet_3': {'type': 'integer'}, 'Pet': {'type': 'boolean'}}")));
    }

    @Test
    void filesOutsideOfTheFolderAreNotRead() throws IOException {
        write("secret.yml", "type: string\n");
        write(
                "api/root.yaml",
                "openapi: 3.0.0\npaths: {/a: {$ref: ../secret.yml}, /b: {$ref: link.yml}, /c: {$ref: none.yml}, /d: {$ref: 'https://api.example/d'}}\n");
        Files.createSymbolicLink(folder.resolve("api/link.yml"), folder.resolve("secret.yml"));

        var read = ApiDescriptionReader.read(folder.resolve("api/root.yaml")).description();

        assertThat(read.operations(), is(empty()));
        assertThat(
                read.problems(),
                containsInAnyOrder(
                        "#/paths/~1a: refers to ../secret.yml: it is outside of the folder of the document",
                        "#/paths/~1b: refers to link.yml: it is outside of the folder of the document",
                        "#/paths/~1c: refers to none.yml: there is no such file",
                        "#/paths/~1d: refers to https://api.example/d: references to URLs are not followed"));
    }

    @Test
    void aFileThatCannotBeParsedIsReported() throws IOException {
        write("root.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: bad.yml}}\n");
        write("bad.yml", "a: [1\n");

        var read = ApiDescriptionReader.read(folder.resolve("root.yaml")).description();

        assertThat(
                read.problems().getFirst(),
                containsString("refers to bad.yml: bad.yml:2: is neither JSON nor YAML"));
    }

    @Test
    void aFileThatDoesNotExistIsRefused() {
        var refused =
                assertThrows(
                        DescriptionException.class,
                        () -> ApiDescriptionReader.read(folder.resolve("none.yaml")));

        assertThat(refused.getMessage(), is("none.yaml: cannot be read: there is no such file"));
    }

    @Test
    void documentsFromUrlsReferToUrlsOnly() {
        var read =
                fetched(
                        "openapi: 3.0.0\nservers: [{url: v2}]\npaths: {/a: {$ref: 'more/a.yml#/item'}, /b: {$ref: 'file:///etc/passwd'}}",
                        Map.of(
                                "https://api.example/docs/more/a.yml",
                                "item: {get: {operationId: a}}"));

        assertThat(read.operations().getFirst().id(), is("a"));
        assertThat(read.servers().getFirst().url(), is("v2"));
        assertThat(
                read.problems(),
                hasItem(
                        "#/paths/~1b: refers to file:///etc/passwd: a document from a URL has no files"));
    }

    @Test
    void pointersMayBeEscapedAndGoThroughReferences() {
        var read =
                DescriptionFixture.openApi(
                        """
                        paths:
                          /a~b/{c}: {get: {operationId: x, responses: {200: {description: slash}}}}
                          /d:
                            get:
                              responses:
                                200: {$ref: '#/paths/~1a~0b~1%7Bc%7D/get/responses/200'}
                                201: {$ref: '#/x-alias/1/inner', description: own}
                        x-alias: [{}, {$ref: '#/x-target'}]
                        x-target: {inner: {description: through, x-kept: true}}
                        """);

        var responses = read.operations().getLast().responses();
        assertThat(responses.get("200").description(), is("slash"));
        assertThat(responses.get("201").description(), is("own"));
    }

    @Test
    void aReferenceInThePlaceOfPropertiesIsFollowed() throws IOException {
        write(
                "root.yaml",
                """
                openapi: 3.0.0
                paths:
                  /a:
                    post:
                      responses: {204: {description: done}}
                      requestBody:
                        content:
                          application/json:
                            schema: {properties: {$ref: 'models/parts.yml#/ids'}, required: [ids]}
                          text/json:
                            schema: {properties: {$ref: 'models/parts.yml#/ids', tag: {type: integer}, own: true}}
                """);
        write(
                "models/parts.yml",
                "ids: {$ref: '#/real'}\nreal: {ids: {type: array}, tag: {type: string}}\n");

        var read = ApiDescriptionReader.read(folder.resolve("root.yaml")).description();

        var contents = read.operations().getFirst().body().orElseThrow().contents();
        assertThat(
                contents.getFirst().schema().getJsonObject("properties"),
                is(
                        DescriptionFixture.json(
                                "{'ids': {'type': 'array'}, 'tag': {'type': 'string'}}")));
        assertThat(
                contents.getLast().schema().getJsonObject("properties"),
                is(
                        DescriptionFixture.json(
                                "{'ids': {'type': 'array'}, 'tag': {'type': 'integer'}, 'own': {}}")));
        assertThat(read.problems(), is(empty()));
    }

    @Test
    void referencesWithAMistakeAreReadAsWhatIsMeant() {
        var read =
                DescriptionFixture.swagger(
                        """
                        paths:
                          /a:
                            post:
                              parameters:
                                - {name: a, in: body, schema: {properties: {x: {$ref: Pet}, y: {$ref: 'definitions/Pet'}, z: {$ref: '#/components/schemas/Pet'}, n: {$ref: '#/definitions/None'}}}}
                        definitions: {Pet: {type: string}}
                        """);

        var schema =
                read.operations().getFirst().body().orElseThrow().contents().getFirst().schema();
        assertThat(
                schema.getJsonObject("properties"),
                is(
                        DescriptionFixture.json(
                                "{'x': {'$ref': '#/$defs/Pet'}, 'y': {'$ref': '#/$defs/Pet'}, 'z': {'$ref': '#/$defs/Pet'}, 'n': {}}")));
        assertThat(
                read.problems(),
                hasItem(
                        "#/paths/~1a/post/parameters/0/schema/properties/n: refers to #/definitions/None, which does not exist"));
    }

    @Test
    void anOperationWithoutItsBodyIsLeftOut() {
        var read =
                DescriptionFixture.openApi(
                        "paths: {/a: {post: {requestBody: {$ref: '#/components/requestBodies/None'}}}}");

        assertThat(read.operations(), is(empty()));
        assertThat(read.problems(), hasItem("#/paths/~1a/post: its body cannot be read; left out"));
    }

    private static ApiDescription fetched(String root, Map<String, String> others) {
        var address = URI.create("https://api.example/docs/root.yaml");
        return ApiDescriptionReader.read(
                        address,
                        root.getBytes(StandardCharsets.UTF_8),
                        url ->
                                Optional.ofNullable(others.get(url.toString()))
                                        .orElseThrow(() -> new IOException("not found"))
                                        .getBytes(StandardCharsets.UTF_8))
                .description();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private URI address(String name) {
        return folder.resolve(name).toAbsolutePath().normalize().toUri();
    }
}
