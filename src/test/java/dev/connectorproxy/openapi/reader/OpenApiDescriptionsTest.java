package dev.connectorproxy.openapi.reader;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.ApiDescription.Variable;
import dev.connectorproxy.openapi.Operation;
import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import dev.connectorproxy.openapi.OperationParameter;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody.Part;
import dev.connectorproxy.openapi.SecurityScheme;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAPI 3, and what all versions have in common.
class OpenApiDescriptionsTest {
    @Test
    void serversAreReadAtThreeLevels() {
        var read =
                DescriptionFixture.openApi(
                        """
                        servers: [{url: 'https://{site}.example/{v}/', variables: {site: {default: a, enum: [a, b], description: d}}}, {}]
                        paths:
                          /a:
                            servers: [{url: https://path.example}]
                            get: {}
                            put: {servers: [{url: https://operation.example}]}
                          /b: {get: {}}
                        """);

        assertThat(
                read.servers(),
                contains(
                        new ApiServer(
                                "https://{site}.example/{v}",
                                Map.of(
                                        "site", new Variable("a", "d", List.of("a", "b")),
                                        "v", new Variable("", "", List.of())))));
        assertThat(
                read.operations().stream().map(it -> urls(it.servers())).toList(),
                contains(
                        List.of("https://path.example"),
                        List.of("https://operation.example"),
                        List.of()));
    }

    private static List<String> urls(List<ApiServer> servers) {
        return servers.stream().map(ApiServer::url).toList();
    }

    @Test
    void operationsInheritAndReplaceSecurity() {
        var read =
                DescriptionFixture.openApi(
                        """
                        security: [{a: []}]
                        paths: {/x: {get: {}, put: {security: []}, post: {security: [{b: [s]}, {}]}}}
                        components:
                          securitySchemes:
                            a: {type: http, scheme: Bearer}
                            b: {type: oauth2, flows: {clientCredentials: {tokenUrl: /t, scopes: {s: text}}}}
                            c: {type: openIdConnect, openIdConnectUrl: /o}
                            d: {type: mutualTLS}
                            e: {type: other}
                        """);

        assertThat(
                read.operations().stream().map(Operation::security).toList(),
                contains(
                        List.of(new SecurityRequirement(Map.of("a", List.of()))),
                        List.of(),
                        List.of(
                                new SecurityRequirement(Map.of("b", List.of("s"))),
                                new SecurityRequirement(Map.of()))));
        assertThat(read.securitySchemes().get("a"), is(new SecurityScheme.Http("bearer")));
        assertThat(read.securitySchemes().get("c"), is(new SecurityScheme.OpenIdConnect("/o")));
        assertThat(read.securitySchemes().get("d"), is(new SecurityScheme.MutualTls()));
        assertThat(read.securitySchemes().get("e") instanceof SecurityScheme.Unsupported, is(true));
    }

    @ParameterizedTest
    @CsvSource({
        "query, , , FORM, true",
        "query, form, false, FORM, false",
        "query, deepObject, true, DEEP_OBJECT, true",
        "query, pipeDelimited, , PIPE_DELIMITED, false",
        "query, matrix, , FORM, true",
        "path, , , SIMPLE, false",
        "path, label, true, LABEL, true",
        "header, , , SIMPLE, false",
        "cookie, , , FORM, true",
    })
    void stylesHaveTheirDefaults(
            String in, String style, String explode, Style expected, boolean isExploded) {
        var fields =
                (style == null ? "" : ", style: " + style)
                        + (explode == null ? "" : ", explode: " + explode);

        var path = in.equals("path") ? "/a/{q}" : "/a";

        var read =
                DescriptionFixture.openApi(
                        "paths: {'%s': {get: {parameters: [{name: q, in: %s%s}]}}}"
                                .formatted(path, in, fields));
        var parameter = read.operations().getFirst().parameters().getFirst();

        assertThat(parameter.style(), is(expected));
        assertThat(parameter.explode(), is(isExploded));
    }

    @Test
    void aParameterMayHaveContent() {
        var parameter =
                DescriptionFixture.parameter(
                        "{name: q, in: query, content: {application/json: {schema: {type: object}, examples: {e: {value: {a: 1}}}}}}");

        assertThat(parameter.mediaType(), is(Optional.of("application/json")));
        assertThat(parameter.schema(), is(DescriptionFixture.json("{'type': 'object'}")));
        assertThat(parameter.example(), is(Optional.of(DescriptionFixture.json("{'a': 1}"))));
    }

    @Test
    void bodiesHaveMediaTypesAndParts() {
        var read =
                DescriptionFixture.openApi(
                        """
                        paths:
                          /a:
                            post:
                              requestBody:
                                required: true
                                content:
                                  multipart/form-data:
                                    schema: {properties: {f: {type: string, format: binary}}}
                                    encoding: {f: {contentType: image/png}}
                                  application/octet-stream: {}
                                  nonsense: {}
                        """);

        var body = read.operations().getFirst().body().orElseThrow();
        assertThat(body.contents().size(), is(2));
        assertThat(
                body.contents().getFirst().parts(),
                is(Map.of("f", new Part(Optional.of("image/png"), Style.FORM, true, false))));
        assertThat(
                body.contents().getLast().schema(),
                is(DescriptionFixture.json("{'type': 'string', 'format': 'binary'}")));
    }

    @Test
    void parametersOfThePathAreReplacedByThoseOfTheOperation() {
        var read =
                DescriptionFixture.openApi(
                        """
                        paths:
                          /a/{id}:
                            parameters: [{name: id, in: path, description: path}, {name: q, in: query, description: path}]
                            get: {parameters: [{name: q, in: query, description: own}, {name: q, in: header, description: header}]}
                        """);

        assertThat(
                read.operations().getFirst().parameters().stream()
                        .map(OperationParameter::description)
                        .toList(),
                contains("path", "own", "header"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/a?x={y}      | {name: y, in: query, schema: {type: integer}} | /a?x={y}   | y integer",
                "/a/{id}       |                                               | /a/{id}    | id string",
                "/a/{id}       | {name: ID, in: path, schema: {type: integer}} | /a/{id}    | id integer",
                "/a            | {name: id, in: path}                          | /a         | ``",
                "/a/{id}#x     | {name: id, schema: {type: integer}}           | /a/{id}    | id integer",
                "b/{+key}      | {name: +key, in: path, schema: {type: integer}} | /b/{key} | key integer",
                "/c/{rest*}    |                                               | /c/{rest}  | rest string",
            })
    void variablesOfThePathAreParameters(
            String path, String parameter, String expectedPath, String expected) {
        var parameters = parameter == null ? "" : parameter;

        var operation =
                DescriptionFixture.openApi(
                                "paths: {'"
                                        + path
                                        + "': {get: {parameters: ["
                                        + parameters
                                        + "]}}}")
                        .operations()
                        .getFirst();

        assertThat(operation.path(), is(expectedPath));
        assertThat(
                operation.parameters().stream()
                        .filter(it -> it.in() == Location.PATH && it.required())
                        .map(it -> it.name() + " " + it.schema().getString("type"))
                        .toList(),
                is(expected.isEmpty() ? List.of() : List.of(expected)));
    }

    @Test
    void mistakesInOperationsAreReported() {
        var read =
                DescriptionFixture.openApi(
                        """
                        paths:
                          /a:
                            GET: {operationId: same, deprecated: 'true', x-ms-summary: S}
                            post: {operationId: same, parameters: [{in: query}, {name: 'X Y', in: header}, {name: q, in: nowhere}]}
                            search: {}
                            put: text
                          /b: text
                          x-any: {get: {}}
                        """);

        assertThat(
                read.operations().stream().map(it -> it.method() + it.id()).toList(),
                contains("GETsame", "POST"));
        assertThat(read.operations().getFirst().deprecated(), is(true));
        assertThat(read.operations().getFirst().summary(), is("S"));
        assertThat(read.operations().getLast().parameters().getFirst().in(), is(Location.QUERY));
        for (var problem :
                List.of(
                        "#/paths/~1a/GET: has no responses",
                        "#/paths/~1a/post: operationId same is that of #/paths/~1a/GET; this one has none",
                        "#/paths/~1a/post/parameters/0: has no name; left out",
                        "#/paths/~1a/post/parameters/1: is not a name that a header can have",
                        "#/paths/~1a/post/parameters/2: is in no known place; read as a parameter in the query",
                        "#/paths/~1a/search: is not a method that is known; left out",
                        "#/paths/~1a/put: is not an operation; left out",
                        "#/paths/~1b: is not a path with operations; left out")) {
            assertThat(read.problems(), hasItem(problem));
        }
    }

    @Test
    void examplesAreReadAtAnyPlace() {
        var parameter = DescriptionFixture.parameter("{name: q, in: query, schema: {example: 7}}");

        assertThat(parameter.example(), is(Optional.of(Json.createValue(7))));
    }

    @Test
    void aDescriptionOfWebhooksOnlyHasNoOperations() {
        var read = DescriptionFixture.read("openapi: 3.1.0\nwebhooks: {x: {post: {}}}\n");

        assertThat(read.operations(), is(empty()));
        assertThat(read.problems(), hasItem("#: has no paths"));
    }
}
