package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Parameters that are the base URL, or a part of it.
class ServerParameterTest {
    private static final Call CALL = Call.ofProxy(Duration.ofSeconds(20));

    private final FileConnector whole =
            FileConnector.of(
                    """
                    connector: a
                    server: "{address}/api"
                    connection: {type: api-key, name: X-Key, replaces: key}
                    parameters:
                      base_url: {in: server, name: address, required: true}
                      key: {in: header, name: X-Key, required: true, secret: true}
                    commands:
                      X: {request: {path: "/x/{id}"}, omit-empty: true, parameters: {id: {required: true}}}
                    """);

    @ParameterizedTest
    @CsvSource({
        "https://n8n.example,         https://n8n.example/api/x/1",
        "https://n8n.example:8443/b/, https://n8n.example:8443/b/api/x/1",
        "http://10.0.0.1:5678,        http://10.0.0.1:5678/api/x/1",
    })
    void aCallerGivesTheBaseUrl(String address, String url) {
        whole.run(
                "{\"base_url\": \"%s\", \"key\": \"k\", \"id\": \"1\"}".formatted(address.strip()));

        assertThat(whole.sent(), is("GET " + url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n8n.example",
                "ftp://n8n.example",
                "https://n8n.example?a=b",
                "https://n8n.example#x",
                "https://user@n8n.example",
                "https://n8n.example/%2e%2e",
                "https://n8n.example\\\\@evil.example",
                ""
            })
    void whatIsNoBaseUrlIsRefused(String address) {
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                whole.run(
                                        "{\"base_url\": \"%s\", \"key\": \"k\", \"id\": \"1\"}"
                                                .formatted(address)));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(
                failure.getMessage(),
                startsWith("parameter 'base_url', or a connection instead of it, must give"));
        assertThat(whole.requests.size(), is(0));
    }

    @Test
    void aPartOfTheBaseUrlCannotLeadElsewhere() {
        var connector =
                FileConnector.of(
                        """
                        connector: a
                        server: https://{region}.api.example
                        commands:
                          X: {request: {path: /x}, parameters: {region: {in: server, default: eu}}}
                        """);

        connector.run("{}");
        assertThat(connector.sent(), is("GET https://eu.api.example/x"));
        connector.run("{\"region\": \"us\"}");
        assertThat(connector.sent(), is("GET https://us.api.example/x"));
        assertThrows(
                ConnectorException.class, () -> connector.run("{\"region\": \"evil.example/x\"}"));
        assertThat(connector.requests.size(), is(2));
    }

    @Test
    void aCommandMayHaveAServerOfItsOwn() {
        var connector =
                FileConnector.of(
                        """
                        connector: a
                        server: https://api.example
                        commands:
                          X: {request: {path: /x}}
                          Up: {server: "https://uploads.example/v2/", request: {path: /x}}
                          Hook: {server: "{hook}", request: {method: POST, path: ""}, parameters: {hook: {in: server, required: true}}}
                        """);

        connector.run("{}");
        assertThat(connector.sent(), is("GET https://api.example/x"));
        connector.run("Up", "{}", CALL);
        assertThat(connector.sent(), is("GET https://uploads.example/v2/x"));
        connector.run("Hook", "{\"hook\": \"https://h.example/webhook/7?a=b%20c\"}", CALL);
        assertThat(connector.sent(), is("POST https://h.example/webhook/7?a=b%20c"));
    }

    @Test
    void aConnectionFillsTheBaseUrlAndReplacesTheKey() {
        var use = whole.command("X").spec().details().connections().getFirst();

        assertThat(use.parameters(), is(Map.of("address", "base_url")));
        assertThat(use.credentials(), is(List.of("key")));
        assertThat(use.origins(), is(List.of("{address}")));
    }

    @Test
    void callsAreCountedByTheServerThatTheyName() {
        var command = whole.command("X");
        var arguments = new Arguments(Map.of("base_url", JsonText.ofString("https://n8n.example")));

        assertThat(command.target(arguments), is("https://n8n.example:443"));
        assertThat(command.target(new Arguments(Map.of())), is("{address}/api"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `{b: {in: server}}`                              | x.yaml:4: commands.X: parameter 'b' is in the server, which needs {b} for it alone; the variables of server are: a
                    `{a: {in: server}, b: {in: server, name: a}}`    | x.yaml:4: commands.X: parameter 'b' is in the server, which needs {a} for it alone; the variables of server are: a
                    `{a: {in: server, style: form}}`                 | x.yaml:4: commands.X.parameters.a.style must not be given for a parameter that is not sent as a value
                    `{a: {in: server, prefix: x}}`                   | x.yaml:4: commands.X.parameters.a.prefix must not be given for a parameter that is not sent as a value
                    """)
    void mistakesAreNamedWithTheirLine(String parameters, String message) {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                FileConnector.of(
                                        "connector: a\nserver: https://{a}.x\ncommands:\n  X: {request: {path: /x}, parameters: %s}"
                                                .formatted(parameters)));

        assertThat(failure.getMessage(), is(message));
    }
}
