package dev.connectorproxy.declarative;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What commands of connector files make of responses as real services send them.
class UpstreamResponseTest {
    private static final String LOST = "NaN or Infinity in the response became null";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json         | {"a":NaN,"b":[Infinity,-Infinity,1.50]} | {"a":null,"b":[null,null,1.50]}
                    application/problem+json | [NaN]                                   | [null]
                    text/json                | NaN                                     | null
                    application/json         | BOM{"a":NaN}                            | {"a":null}
                    """)
    void numbersThatJsonHasNotBecomeNullAndTheLogSaysSo(String type, String body, String result) {
        var connector =
                FileConnector.ofCommand("request: {path: /x}")
                        .responds(200, type, body.replace("BOM", "\ufeff"));

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is(result));
        assertThat(done.error(), is(Optional.empty()));
        assertThat(done.logs(), contains(LOST));
    }

    @Test
    void expressionsReadThemAsNullToo() {
        var connector =
                FileConnector.ofCommand("request: {path: /x}\nresult: '{\"mean\": mean}'")
                        .respondsJson("{\"mean\": NaN, \"n\": 1}");

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("{\"mean\":null}"));
        assertThat(done.logs(), contains(LOST));
    }

    @Test
    void pagesAreJoinedAndTheLogSaysItOnce() {
        var connector =
                FileConnector.ofCommand(
                                "request: {path: /x}\npages: {next: page, parameter: page, size: 2}")
                        .respondsJson("[1, NaN]")
                        .respondsJson("[Infinity]");

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("[1,null,null]"));
        assertThat(done.logs(), contains(LOST));
    }

    @Test
    void aFailureHasItsBodyAndTheLogToo() {
        var connector =
                FileConnector.ofCommand("request: {path: /x}")
                        .responds(500, "application/json", "{\"load\": NaN}");

        var done = connector.run("{}");

        assertThat(FileConnector.text(done), is("{\"load\": null}"));
        assertThat(done.error().orElseThrow().code(), is("HttpError500"));
        assertThat(done.logs(), contains(LOST));
    }

    /// Some engines show the message only.
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    text/html       | `<p>no</p>` | the response of https://api.example:443 has HTTP status 403: <p>no</p>
                    application/pdf | `%PDF`      | the response of https://api.example:443 has HTTP status 403
                    text/plain      | `  `        | the response of https://api.example:443 has HTTP status 403
                    """)
    void theMessageOfAStatusNamesTheTargetAndQuotesTheResponse(
            String type, String body, String message) {
        var connector = FileConnector.ofCommand("request: {path: /x}").responds(403, type, body);

        assertThat(connector.run("{}").error().orElseThrow().message(), is(message));
    }

    @Test
    void whatWasNotDecodedIsNotQuoted() {
        var connector =
                FileConnector.ofCommand("request: {path: /x}")
                        .responds(
                                500,
                                "text/html",
                                "\u000b\u0003x",
                                new Header("Content-Encoding", "br"));

        var done = connector.run("{}");

        assertThat(
                done.error().orElseThrow().message(),
                is("the response of https://api.example:443 has HTTP status 500"));
        assertThat(done.logs(), contains("the body is encoded with br"));
    }

    @Test
    void aLongResponseIsCutInTheMessage() {
        var connector =
                FileConnector.ofCommand("request: {path: /x}")
                        .responds(500, "text/plain", "x".repeat(5_000));

        var message = connector.run("{}").error().orElseThrow().message();

        assertThat(message.length(), is(lessThan(2_100)));
        assertThat(message, endsWith("x …"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"br", "zstd", "gzip, br"})
    void aCodingThatWasNotAskedForIsNamed(String coding) {
        var connector =
                FileConnector.ofCommand("request: {path: /x}")
                        .responds(
                                200,
                                "application/json",
                                "\u000bxyz",
                                new Header("Content-Encoding", coding));

        var done = connector.run("{}");

        assertThat(
                done.error().orElseThrow().message(),
                is("the response is labelled as JSON, but its body is encoded with " + coding));
        assertThat(done.logs(), contains("the body is encoded with " + coding));
    }

    /// Engines that read only the status, or only the error, see the same.
    @Test
    void aResponseThatCannotBeReadIsAFailureThatIsNotRepeated() {
        var done = run("application/json", "{\"a\":");

        assertThat(done.error().orElseThrow().code(), is("JSONDecodeError"));
        assertThat(done.httpStatus().getAsInt(), is(422));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "application/jsonlines",
                "application/x-ndjson",
                "application/json-seq",
                "application/jsonl; charset=utf-8"
            })
    void whatOnlyContainsTheWordJsonIsText(String type) {
        var done = run(type, "{\"a\":1}\n{\"a\":2}\n");

        assertThat(FileConnector.text(done), is("raw_response={\"a\":1}\n{\"a\":2}\n"));
        assertThat(done.error(), is(Optional.empty()));
        assertThat(done.logs(), is(List.of()));
    }

    @Test
    void aTypeThatHasJsonInAParameterIsAFile() {
        var done = run("multipart/related; type=\"application/json\"; boundary=x", "--x--");

        assertThat(
                FileConnector.text(done),
                is("raw_response=data:multipart/related;name=x;base64,LS14LS0="));
        assertThat(done.error(), is(Optional.empty()));
    }

    private static Done run(String type, String body) {
        return FileConnector.ofCommand("request: {path: /x}").responds(200, type, body).run("{}");
    }
}
