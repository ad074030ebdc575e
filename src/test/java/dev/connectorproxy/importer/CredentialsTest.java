package dev.connectorproxy.importer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.openapi.reader.ApiDescriptionReader;
import dev.connectorproxy.openapi.reader.DocumentSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: apiKey, in: header, name: X-Key | {type: api-key, in: header, name: X-Key}",
                "type: apiKey, in: query, name: key | {type: api-key, in: query, name: key}",
                "type: apiKey, in: cookie, name: sid | {type: api-key, in: cookie, name: sid}",
                "type: http, scheme: basic | basic",
                "type: http, scheme: Bearer | bearer",
                "type: http, scheme: Token | {type: api-key, in: header, name: Authorization, prefix: token}",
                "type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.example', scopes: {}}} | oauth2-client-credentials",
                "type: oauth2, flows: {authorizationCode: {authorizationUrl: 'https://a.example', tokenUrl: 'https://a.example', scopes: {}}} | oauth2-authorization-code",
                "type: oauth2, flows: {implicit: {authorizationUrl: 'https://a.example', scopes: {}}} | bearer",
                "type: mutualTLS | mutual-tls"
            })
    void areTheTypeOfConnectionThatTheSchemeNeeds(String scheme, String connection) {
        assertThat(
                text("[{s: []}]", "s: {" + scheme + "}"),
                containsString("\nconnection: " + connection + "\n"));
    }

    @Test
    void areAListForAlternatives() {
        var schemes = "a: {type: http, scheme: basic}, b: {type: apiKey, in: header, name: K}";

        assertThat(
                text("[{a: []}, {b: []}]", schemes),
                containsString(
                        "\nconnection:\n  - basic\n  - {type: api-key, in: header, name: K}\n"));
    }

    @Test
    void areBothForOpenIdConnectAndTheFileSaysWhere() {
        var text =
                text(
                        "[{s: []}]",
                        "s: {type: openIdConnect, openIdConnectUrl: 'https://id.example'}");

        assertThat(
                text,
                containsString("  - oauth2-authorization-code\n  - oauth2-client-credentials\n"));
        assertThat(
                text,
                containsString("# OpenID Connect: the endpoints are at https://id.example\n"));
    }

    @Test
    void areAParameterForASecondKey() {
        var schemes =
                "a: {type: http, scheme: bearer}, b: {type: apiKey, in: header, name: X-App-Id}";

        var text = text("[{a: [], b: []}]", schemes);

        assertThat(text, containsString("connection: bearer\n"));
        assertThat(
                text,
                containsString(
                        "  X_App_Id: {in: header, name: X-App-Id, required: true, secret: true}\n"));
        assertThat(text, containsString("    show: [X_App_Id]\n"));
    }

    @Test
    void cannotBeDigest() {
        var plan = plan("[{s: []}]", "s: {type: http, scheme: digest}");

        assertThat(plan.commands(), is(empty()));
        assertThat(plan.omitted().keySet(), contains("its credentials cannot be given"));
        assertThat(
                plan.credentials().notes(),
                contains("no connection can do HTTP authentication with digest"));
    }

    @Test
    void areTheOnlySchemeIfANameIsWrong() {
        assertThat(
                text("[{'API Key': []}]", "api_key: {type: http, scheme: basic}"),
                containsString("connection: basic\n"));
    }

    @Test
    void areLeftToTheOperatorIfTheDescriptionDoesNotExplainThem() {
        var text = text("[{oauth: []}]", "");

        assertThat(
                text,
                containsString(
                        "# the credentials 'oauth' are unknown: is not defined in the description\n"));
        assertThat(text, containsString("# The description names no credentials"));
        assertThat(text, containsString("  A:\n"));
    }

    @Test
    void areNotNeededIfTheDescriptionNamesNone() {
        assertThat(
                text("[]", ""),
                containsString(
                        "# The description names no credentials; if the API wants some: connection: bearer\n"));
    }

    private static String text(String security, String schemes) {
        var plan = plan(security, schemes);
        var text = ConnectorText.of(plan, Optional.empty(), "a.openapi.json");
        plan.readBack("a.yaml", text);
        return text;
    }

    private static ImportPlan plan(String security, String schemes) {
        var document =
                """
                openapi: 3.1.0
                servers: [{url: 'https://a.example'}]
                security: %s
                paths: {/a: {get: {operationId: a, responses: {}}}}
                components: {securitySchemes: {%s}}
                """
                        .formatted(security, schemes);
        var api =
                ApiDescriptionReader.read(
                                URI.create("file:///a.yaml"),
                                document.getBytes(StandardCharsets.UTF_8),
                                DocumentSource.below(Path.of("/")))
                        .description();
        return ImportPlan.of("a", api, Selection.DEFAULT);
    }
}
