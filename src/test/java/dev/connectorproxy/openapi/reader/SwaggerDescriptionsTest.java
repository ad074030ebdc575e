package dev.connectorproxy.openapi.reader;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.openapi.ApiDescription.ApiServer;
import dev.connectorproxy.openapi.Operation.SecurityRequirement;
import dev.connectorproxy.openapi.Operation.Visibility;
import dev.connectorproxy.openapi.OperationParameter.Location;
import dev.connectorproxy.openapi.OperationParameter.Style;
import dev.connectorproxy.openapi.RequestBody.Content;
import dev.connectorproxy.openapi.SecurityScheme;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Swagger 2.0, with the words of Power Platform.
class SwaggerDescriptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{host: a.example, basePath: /v1/, schemes: [http, https, wss]} | https://a.example/v1 http://a.example/v1",
                "{host: a.example/, basePath: v1}                               | https://a.example/v1",
                "{host: 'https://a.example', basePath: /}                       | https://a.example",
                "{basePath: /v1}                                                | /v1",
                "{}                                                             | /",
                "{x-ms-parameterized-host: {hostTemplate: '{site}.a.example'}}  | https://{site}.a.example",
                "{x-ms-parameterized-host: {hostTemplate: '{u}', useSchemePrefix: false}} | {u}",
            })
    void hostSchemesAndBasePathAreServers(String yaml, String urls) {
        var read = DescriptionFixture.read("swagger: 2.0\nx-o: &o " + yaml + "\n<<: *o\n");

        assertThat(
                read.servers().stream().map(ApiServer::url).toList(), is(List.of(urls.split(" "))));
    }

    @Test
    void parametersHaveWhatPowerPlatformAdds() {
        var parameters =
                DescriptionFixture.swaggerOperation(
                                "/a/{id}",
                                """
                                parameters:
                                  - {name: id, in: path, type: integer, x-ms-url-encoding: double, x-ms-summary: Id}
                                  - {name: v, in: query, type: string, default: '7', x-ms-visibility: internal}
                                  - {name: X-More, in: header, type: boolean, x-ms-visibility: advanced, required: true}
                                  - {name: Accept, in: header, type: string}
                                """)
                        .parameters();

        assertThat(parameters.size(), is(3));
        assertThat(parameters.getFirst().required(), is(true));
        assertThat(parameters.getFirst().doubleEncoded(), is(true));
        assertThat(parameters.getFirst().label(), is("Id"));
        assertThat(parameters.get(1).fixed(), is(Optional.of(Json.createValue("7"))));
        assertThat(parameters.get(2).visibility(), is(Visibility.ADVANCED));
        assertThat(parameters.get(2).in(), is(Location.HEADER));
        assertThat(parameters.get(2).schema(), is(DescriptionFixture.json("{'type': 'boolean'}")));
    }

    @ParameterizedTest
    @CsvSource({
        "query, , FORM, false",
        "query, csv, FORM, false",
        "query, multi, FORM, true",
        "query, ssv, SPACE_DELIMITED, false",
        "query, tsv, TAB_DELIMITED, false",
        "query, pipes, PIPE_DELIMITED, false",
        "header, csv, SIMPLE, false",
        "header, multi, SIMPLE, false",
    })
    void collectionFormatsAreStyles(String in, String format, Style style, boolean explode) {
        var line = format == null ? "" : ", collectionFormat: " + format;

        var parameter =
                DescriptionFixture.swaggerOperation(
                                "/a",
                                "parameters: [{name: q, type: array, items: {type: string}, in: "
                                        + in
                                        + line
                                        + "}]")
                        .parameters()
                        .getFirst();

        assertThat(parameter.style(), is(style));
        assertThat(parameter.explode(), is(explode));
    }

    @Test
    void theBodyParameterIsTheBody() {
        var body =
                DescriptionFixture.swaggerOperation(
                                "/a",
                                """
                                consumes: ['application/json, text/json', nonsense]
                                parameters:
                                  - {name: pet, in: body, required: true, description: d, schema: {type: string}}
                                """)
                        .body()
                        .orElseThrow();

        assertThat(body.name(), is("pet"));
        assertThat(body.required(), is(true));
        assertThat(
                body.contents().stream().map(Content::mediaType).toList(),
                contains("application/json", "text/json"));
    }

    @Test
    void aFixedContentTypeIsTheMediaTypeOfTheBody() {
        var operation =
                DescriptionFixture.swaggerOperation(
                        "/a",
                        """
                        parameters:
                          - {name: Content-Type, in: header, type: string, default: text/plain}
                          - {name: pet, in: body, schema: {type: string}}
                        """);

        assertThat(
                operation.body().orElseThrow().contents().getFirst().mediaType(), is("text/plain"));
        assertThat(operation.parameters(), is(empty()));
    }

    @Test
    void formFieldsAreAMultipartBodyIfOneIsAFile() {
        var body =
                DescriptionFixture.swaggerOperation(
                                "/a",
                                """
                                parameters:
                                  - {name: f, in: formData, type: file, required: true}
                                  - {name: t, in: formData, type: array, items: {type: string}, collectionFormat: multi, description: d}
                                """)
                        .body()
                        .orElseThrow();

        var content = body.contents().getFirst();
        assertThat(content.mediaType(), is("multipart/form-data"));
        assertThat(
                content.schema(),
                is(
                        DescriptionFixture.json(
                                """
                                {'type': 'object', 'required': ['f'], 'properties': {
                                    'f': {'type': 'string', 'format': 'binary'},
                                    't': {'type': 'array', 'items': {'type': 'string'}, 'description': 'd'}}}
                                """)));
        assertThat(content.parts().get("t").explode(), is(true));
        assertThat(body.required(), is(true));
    }

    @Test
    void formFieldsAreUrlEncodedOtherwise() {
        var body =
                DescriptionFixture.swaggerOperation(
                                "/a", "parameters: [{name: f, in: formData, type: string}]")
                        .body()
                        .orElseThrow();

        assertThat(body.contents().getFirst().mediaType(), is("application/x-www-form-urlencoded"));
    }

    @Test
    void responsesHaveTheMediaTypesThatAreProduced() {
        var responses =
                DescriptionFixture.swaggerOperation(
                                "/a",
                                """
                                produces: [application/json, application/xml]
                                responses:
                                  200: {description: d, schema: {type: string}, examples: {application/xml: <a/>}}
                                  4xx: {description: e}
                                  nonsense: {description: e}
                                  default: {schema: {type: file}}
                                """)
                        .responses();

        assertThat(List.copyOf(responses.keySet()), contains("200", "4XX", "default"));
        assertThat(
                responses.get("200").contents().get("application/xml").example(),
                is(Optional.of(Json.createValue("<a/>"))));
        assertThat(responses.get("4XX").contents(), is(Map.of()));
    }

    @Test
    void flowsOfOAuth2HaveTheirNewNames() {
        var schemes =
                DescriptionFixture.swagger(
                                """
                                securityDefinitions:
                                  code: {type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: {read: r}}
                                  app: {type: oauth2, flow: application, tokenUrl: /t}
                                  key: {type: apiKey, in: query, name: k}
                                  user: {type: basic}
                                  none: {type: apiKey}
                                """)
                        .securitySchemes();

        assertThat(
                ((SecurityScheme.OAuth2) schemes.get("code"))
                        .flows()
                        .get("authorizationCode")
                        .scopes(),
                contains("read"));
        assertThat(
                ((SecurityScheme.OAuth2) schemes.get("app")).flows().keySet(),
                contains("clientCredentials"));
        assertThat(schemes.get("key"), is(new SecurityScheme.ApiKey(Location.QUERY, "k")));
        assertThat(schemes.get("user"), is(new SecurityScheme.Http("basic")));
        assertThat(schemes.get("none") instanceof SecurityScheme.Unsupported, is(true));
    }

    @Test
    void aRequirementThatIsNotDefinedIsTheOnlyOneThatIs() {
        var read =
                DescriptionFixture.swagger(
                        """
                        securityDefinitions: {api_key: {type: apiKey, in: header, name: K}}
                        security: [{API Key: []}]
                        paths: {/a: {get: {}}}
                        """);

        assertThat(
                read.operations().getFirst().security(),
                contains(new SecurityRequirement(Map.of("api_key", List.of()))));
        assertThat(
                read.problems(),
                hasItem(
                        "#/security/0/API Key: security scheme API Key is not defined; read as api_key"));
    }

    @Test
    void anyDefinedSchemeIsNeededIfTheDescriptionNeverSays() {
        var read =
                DescriptionFixture.swagger(
                        """
                        securityDefinitions: {api_key: {type: apiKey, in: header, name: K}}
                        paths: {/a: {get: {}}}
                        """);

        assertThat(
                read.operations().getFirst().security(),
                contains(new SecurityRequirement(Map.of("api_key", List.of()))));
    }

    @Test
    void triggersHaveATag() {
        var operation =
                DescriptionFixture.swaggerOperation("/a", "x-ms-trigger: single\ntags: [T]");

        assertThat(operation.tags(), contains("T", "x-ms-trigger"));
    }
}
