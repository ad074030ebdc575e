package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.declarative.file.ConnectorFile;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Results as one text, and failures under other codes, as diagrams expect them that were written for other proxies.
class QuotedResultTest {

    @ParameterizedTest(name = "{0} {1} {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    200 | application/json | `{"a": 1.50}` | `{"a": 1.50}`
                    204 | application/json | ``            | `{}`
                    200 | text/plain       | `he said "a"` | `"he said \\"a\\""`
                    404 | application/json | `{"why": 1}`  | `{"why": 1}`
                    """)
    void theBodyIsOneTextOfJson(int status, String type, String body, String text) {
        var connector =
                FileConnector.ofCommand("request: {path: /x}\nresponse: quoted")
                        .responds(status, type, body);

        var done = connector.run("{}");

        assertThat(done.body(), instanceOf(Body.Quoted.class));
        assertThat(((Body.Quoted) done.body()).text().toString(), is(text));
        assertThat(done.httpStatus().getAsInt(), is(status));
        assertThat(done.error().isPresent(), is(status == 404));
    }

    @Test
    void aResultOfAnExpressionIsOneTextToo() {
        var connector =
                FileConnector.ofCommand("request: {path: /x}\nresponse: quoted\nresult: 'a'")
                        .respondsJson("{\"a\": [1, 2]}");

        assertThat(((Body.Quoted) connector.run("{}").body()).text().toString(), is("[1,2]"));
        assertThat(
                connector.command("X").spec().details().outputSchema().orElseThrow().toString(),
                is("{\"type\":\"string\",\"contentMediaType\":\"application/json\"}"));
    }

    @Test
    void failuresWithoutAResponseHaveTheCodesOfTheFile() {
        var connector =
                FileConnector.of(
                        """
                        connector: a
                        server: https://api.example
                        codes: {InvalidParameters: ShopInvalid, ReadTimeout: ShopTimeout}
                        commands:
                          X: {request: {path: /x}, parameters: {n: {type: int, schema: {maximum: 5}}}}
                        """);

        var failure = assertThrows(ConnectorException.class, () -> connector.run("{\"n\": 6}"));

        assertThat(failure.code(), is("ShopInvalid"));
        assertThat(failure.httpStatus(), is(400));
        assertThat(
                connector.command("X").spec().errors(),
                hasItems("ShopInvalid", "ShopTimeout", "ConnectTimeout"));
    }

    @Test
    void aFailureOfTheEgressKeepsItsStatusAndReason() {
        var command =
                DeclarativeConnector.of(
                                ConnectorFile.read(
                                        "x.yaml",
                                        "connector: a\nserver: https://x\ncodes: {ReadTimeout: Slow}\ncommands: {X: {request: {path: /x}}}"),
                                Optional.empty())
                        .commands(
                                new ConnectorContext(
                                        (_, _) -> {
                                            throw new ConnectorException(
                                                    ErrorCode.READ_TIMEOUT, "too slow");
                                        },
                                        Map.of()))
                        .getFirst();

        var failure =
                assertThrows(
                        ConnectorException.class,
                        () ->
                                command.execute(
                                        new Arguments(Map.of()),
                                        Call.ofProxy(Duration.ofSeconds(5))));

        assertThat(failure.code(), is("Slow"));
        assertThat(failure.httpStatus(), is(504));
        assertThat(failure.getMessage(), is("too slow"));
    }
}
