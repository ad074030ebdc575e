package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.ConnectorException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is sent where a file says more than a place: a prefix, an expression, a style in a form, texts that may be numbers.
class SentValuesTest {

    @Test
    void aPrefixIsWrittenBeforeAValueThatIsThere() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {path: /x}
                        parameters:
                          token: {in: header, name: Authorization, prefix: "Bearer "}
                          version: {type: int, prefix: v}
                        """);

        connector.run("{\"token\": \"t0k\", \"version\": 2}");
        assertThat(connector.sentHeader("Authorization"), is(Optional.of("Bearer t0k")));
        assertThat(connector.sent(), is("GET https://api.example/v1/x?version=v2"));

        connector.run("{}");
        assertThat(connector.sentHeader("Authorization"), is(Optional.empty()));
        assertThat(connector.sent(), is("GET https://api.example/v1/x"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"currency": "EUR", "confirm": "yes"}  | currency=eur&confirm=true
                    {"currency": "eur", "confirm": "no"}   | currency=eur
                    {"currency": "eur", "code": 7}         | currency=eur&confirm=true&code=007
                    """)
    void anExpressionDecidesWhatIsSentInsteadOfTheValue(String arguments, String form) {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {method: POST, path: /x, send: form}
                        parameters:
                          currency: {required: true, send-as: '$lowercase(currency)'}
                          confirm: {default: "yes", send-as: 'confirm = "yes" ? true'}
                          code: {type: int, send-as: '$exists(code) ? $formatNumber(code, "000")'}
                        """);

        connector.run(arguments);

        assertThat(connector.sent(), is("POST https://api.example/v1/x " + form));
    }

    @Test
    void anExpressionThatFailsSendsNothing() {
        var connector =
                FileConnector.ofCommand(
                        "request: {path: /x}\nparameters: {a: {send-as: '$error(\"not so\")'}}");

        var failure = assertThrows(ConnectorException.class, () -> connector.run("{}"));

        assertThat(failure.code(), is("ExpressionFailed"));
        assertThat(connector.requests.size(), is(0));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"id": 12345678901234567890} | GET https://api.example/v1/x/12345678901234567890
                    {"id": "a/b"}                | GET https://api.example/v1/x/a%2Fb
                    {"id": 1.50}                 | GET https://api.example/v1/x/1.50
                    """)
    void aTextMayBeGivenAsANumber(String arguments, String sent) {
        var connector =
                FileConnector.ofCommand(
                        "request: {path: \"/x/{id}\"}\nparameters: {id: {type: text, required: true}}");

        connector.run(arguments);

        assertThat(connector.sent(), is(sent));
        assertThat(
                connector.command("X").spec().parameters().getFirst().type().protocolName(),
                is("str"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"metadata": {"order": "7", "a b": true}}      | metadata%5Border%5D=7&metadata%5Ba%20b%5D=true
                    {"metadata": "{\\\\"order\\\\": 7}"}               | metadata%5Border%5D=7
                    {"price": "p_1"}                               | items%5B0%5D%5Bprice%5D=p_1
                    {"tags": ["a", "b"]}                           | tags=a,b
                    """)
    void formsHaveBracketsAndStyles(String arguments, String form) {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {method: POST, path: /x, send: form}
                        parameters:
                          metadata: {type: any, style: deepObject}
                          price: {name: "items[0][price]"}
                          tags: {type: any, explode: false}
                        """);

        connector.run(arguments.translateEscapes());

        assertThat(
                connector.sent().replace("+", "%20"), is("POST https://api.example/v1/x " + form));
    }

    @Test
    void theParameterWhoseNameIsBodyIsTheWholeBody() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {method: PATCH, path: "/x/{id}"}
                        body: whole
                        parameters: {id: {}, fields: {name: body, type: any}}
                        """);

        connector.run("{\"id\": \"1\", \"fields\": {\"a\": 1.50}}");

        assertThat(connector.sent(), is("PATCH https://api.example/v1/x/1 {\"a\":1.50}"));
    }

    @Test
    void headersCanBeTheMembersOfAValue() {
        var connector =
                FileConnector.ofCommand(
                        """
                        request: {path: /x, headers: {X-Kind: a}}
                        parameters:
                          name: {in: none}
                          secret: {in: headers, send-as: '$exists(name) ? {name: secret}'}
                          more: {in: headers, type: any}
                        """);

        connector.run(
                "{\"name\": \"X-Odd\", \"secret\": \"s\", \"more\": {\"x-kind\": 7, \"X-None\": null}}");

        assertThat(connector.sentHeader("X-Odd"), is(Optional.of("s")));
        assertThat(connector.sentHeader("X-Kind"), is(Optional.of("7")));
        assertThat(connector.sentHeader("X-None"), is(Optional.empty()));
        var failure =
                assertThrows(
                        ConnectorException.class,
                        () -> connector.run("{\"more\": {\"X-Kind\": [1]}}"));
        assertThat(failure.getMessage(), is("parameter 'more' must be an object with texts"));
    }

    @Test
    void aCommandMayTakeNoConnection() {
        var connector =
                FileConnector.of(
                        """
                        connector: a
                        server: https://api.example
                        connection: bearer
                        commands:
                          X: {request: {path: /x}, connection: none}
                          Y: {request: {path: /x}}
                        """);

        assertThat(connector.command("X").spec().details().connections().size(), is(0));
        assertThat(connector.command("Y").spec().details().connections().size(), is(1));
    }

    @Test
    void anEmptyTextIsNoValueForARequiredParameter() {
        var connector =
                FileConnector.ofCommand(
                        "request: {path: /x}\nomit-empty: true\nparameters: {a: {required: true}}");

        var failure = assertThrows(ConnectorException.class, () -> connector.run("{\"a\": \"\"}"));

        assertThat(failure.code(), is("InvalidParameters"));
        assertThat(failure.getMessage(), is("parameter 'a' is required"));
        assertThat(connector.requests.size(), is(0));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `{request: {method: POST, path: /x}, parameters: {a: {style: form}}}`  | x.yaml:4: parameters.a.style and explode must not be given for a parameter of the body, unless the request says send: form
                    `{request: {path: /x}, parameters: {a: {send-as: '('}}}`               | x.yaml:4: commands.X.parameters.a.send-as, column
                    """)
    void mistakesAreNamedWithTheirLine(String command, String message) {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                FileConnector.of(
                                        "connector: a\nserver: https://x\ncommands:\n  X: "
                                                + command));

        assertThat(failure.getMessage(), containsString(message));
    }
}
