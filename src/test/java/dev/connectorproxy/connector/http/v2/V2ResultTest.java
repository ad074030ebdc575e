package dev.connectorproxy.connector.http.v2;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.connectorproxy.spi.CommandResult.CommandError;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class V2ResultTest {
    private static final String GET = "{\"url\":\"http://h.example/\"}";

    @ParameterizedTest(name = "{0} {1} {2} -> {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            textBlock =
                    """
                    200 | application/json                  | {"a": 1.50}  | {"a": 1.50}                 |
                    200 | application/json; charset=utf-8   | "ü"          | "ü"                         |
                    201 | x/y, application/json             | [1]          | [1]                         |
                    200 | application/json                  | ``           | raw_response:               |
                    200 | application/json                  | {"a":        | raw_response: {"a":         | JSONDecodeError
                    304 | application/json                  | nope         | raw_response: nope          | JSONDecodeError
                    404 | application/json                  | {"a":        | raw_response: {"a":         | HttpError404
                    500 | application/json                  | {"a":1}      | {"a":1}                     | HttpError500
                    300 | text/plain                        | x            | raw_response: x             |
                    300 | application/json                  | ``           | raw_response:               |
                    399 | text/plain                        | x            | raw_response: x             |
                    400 | text/plain                        | x            | raw_response: x             | HttpError400
                    302 | text/plain                        | x            | raw_response: x             |
                    200 | Application/JSON                  | 1            | raw_response: 1             |
                    200 | application/problem+json          | {}           | raw_response: {}            |
                    200 | application/jsonlines             | {"a":1}      | raw_response: {"a":1}       |
                    200 | application/json-seq              | nope         | raw_response: nope          |
                    200 | multipart/related; type="application/json" | --x | raw_response: --x           |
                    200 | application/json                  | \uFEFF{"a":1} | {"a":1}                   |
                    200 | application/json; charset=utf-8   | \uFEFF[NaN]  | [null]                      |
                    200 | application/json                  | {"a":-Infinity,"b":"NaN"} | {"a":null,"b":"NaN"} |
                    200 | application/json                  | [nan]        | raw_response: [nan]         | JSONDecodeError
                    200 | ``                                | {"a":1}      | raw_response: {"a":1}       |
                    200 | application/xml                   | <r a="1">x</r> | {"r":{"@a":"1","#text":"x"}} |
                    200 | text/xml; charset=utf-8           | <r>ü</r>     | {"r":"ü"}                   |
                    200 | text/xml                          | <r/>         | {"r":null}                  |
                    200 | application/xml                   | ``           | raw_response:               |
                    200 | application/xml                   | <r>          | raw_response: <r>           | ExpatError
                    502 | application/xml                   | <r>          | raw_response: <r>           | HttpError502
                    500 | application/xml                   | <r/>         | {"r":null}                  | HttpError500
                    200 | application/atom+xml              | <r/>         | raw_response: <r/>          |
                    """)
    void convertsTheResponse(int status, String type, String text, String body, String code) {
        var done = V2Runner.responding(status, type, text).run("GetRequestV2", GET);

        assertThat(V2Runner.body(done).strip(), is(body));
        assertThat(done.httpStatus().getAsInt(), is(status));
        assertThat(done.error().map(CommandError::code), is(Optional.ofNullable(code)));
        assertThat(done.headers(), is(Optional.empty()));
    }

    @Test
    void logsThatNumbersWereLost() {
        var lost = V2Runner.responding(200, "application/json", "[NaN]").run("GetRequestV2", GET);
        var kept = V2Runner.responding(200, "application/json", "[1]").run("GetRequestV2", GET);

        assertThat(lost.logs().stream().filter(line -> line.contains("NaN")).count(), is(1L));
        assertThat(kept.logs().stream().noneMatch(line -> line.contains("NaN")), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "x-UTF-16LE-BOM"})
    void readsJsonInUtf16WithAByteOrderMark(String charset) {
        var runner =
                new V2Runner(Map.of())
                        .then(
                                200,
                                "application/json",
                                "[\"\u00e4\"]".getBytes(Charset.forName(charset)));

        assertThat(V2Runner.body(runner.run("GetRequestV2", GET)), is("[\"\u00e4\"]"));
    }

    @Test
    void parsesEveryTypeOfJsonOnRequest() {
        var done =
                V2Runner.responding(422, "application/problem+json", "{\"title\":1}")
                        .run(
                                "GetRequestV2",
                                "{\"url\":\"http://u.example/\",\"parse_json\":\"any\"}");

        assertThat(V2Runner.body(done), is("{\"title\":1}"));
    }

    @Test
    void returnsAFileOnRequest() {
        var arguments =
                "{\"url\":\"http://u.example/a/p%C3%A4.png?x\",\"response_format\":\"data_url\"}";
        var done =
                V2Runner.responding(200, "application/json", "{}").run("GetRequestV2", arguments);

        assertThat(
                V2Runner.body(done),
                is("raw_response: data:application/json;name=p%C3%A4.png;base64,e30="));
    }

    @Test
    void returnsSuccessForAHeadRequestOfJson() {
        var done = V2Runner.responding(200, "application/json", "").run("HeadRequestV2", GET);

        assertThat(done.error(), is(Optional.empty()));
        assertThat(V2Runner.body(done), is("raw_response: "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    text/plain                          | UTF-8        | hé € | hé €
                    text/plain                          | ISO-8859-1   | hé   | hé
                    text/plain; charset=iso-8859-1      | ISO-8859-1   | hé   | hé
                    text/plain; charset="windows-1252"  | windows-1252 | h€   | h€
                    text/plain; charset=nonsense        | UTF-8        | hé   | hé
                    application/octet-stream            | ISO-8859-1   | hé   | h\uFFFD
                    """)
    void readsTextInTheCharsetItIsIn(String type, String charset, String text, String read) {
        var runner =
                new V2Runner(Map.of()).then(200, type, text.getBytes(Charset.forName(charset)));

        assertThat(V2Runner.body(runner.run("GetRequestV2", GET)), is("raw_response: " + read));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/xml                     | UTF-8      | <r>é</r>
                    application/xml                     | ISO-8859-1 | <?xml version="1.0" encoding="ISO-8859-1"?><r>é</r>
                    application/xml                     | UTF-16     | <?xml version="1.0" encoding="UTF-16"?><r>é</r>
                    application/xml                     | UTF-8      | \uFEFF<r>é</r>
                    application/xml; charset=iso-8859-1 | ISO-8859-1 | <?xml version='1.0' encoding='UTF-8'?><r>é</r>
                    text/xml                            | ISO-8859-1 | <r>é</r>
                    text/xml                            | UTF-8      | <r>é</r>
                    """)
    void readsXmlInTheCharsetItIsIn(String type, String charset, String xml) {
        var runner = new V2Runner(Map.of()).then(200, type, xml.getBytes(Charset.forName(charset)));

        assertThat(V2Runner.body(runner.run("GetRequestV2", GET)), is("{\"r\":\"é\"}"));
    }

    @Test
    void quotesTheResponseInTheErrorAsConnectorHttpDoes() {
        var done = V2Runner.responding(503, "text/html", "<h1>Down</h1>").run("GetRequestV2", GET);

        assertThat(
                done.error().orElseThrow().message(),
                is("Received Error: . Raw http_response was: <h1>Down</h1>"));
    }

    @Test
    void shortensALongResponseInTheError() {
        var done =
                V2Runner.responding(500, "text/plain", "x".repeat(1 << 20))
                        .run("GetRequestV2", GET);

        assertThat(done.error().orElseThrow().message().length(), is(lessThan(70_000)));
    }

    @Test
    void returnsHeadersOnRequest() {
        var done =
                V2Runner.responding(200, "text/plain; charset=utf-8", "")
                        .run(
                                "GetRequestV2",
                                "{\"url\":\"http://h.example/\",\"include_response_headers\":true}");

        assertThat(
                done.headers(),
                is(Optional.of(Map.of("content-type", "text/plain; charset=utf-8"))));
    }

    @Test
    void reportsWhyABodyIsInvalid() {
        var xml = V2Runner.responding(200, "text/xml", "<r>\n<i></r>").run("GetRequestV2", GET);
        var deep =
                new V2Runner(Map.of("json-depth", "4"))
                        .then(
                                200,
                                "application/json",
                                "[[[[[]]]]]".getBytes(StandardCharsets.US_ASCII))
                        .run("GetRequestV2", GET);

        assertThat(
                xml.error().orElseThrow().message(),
                is(
                        "Received Error: not well-formed XML: line 2, column 6. Raw http_response was: <r>\n<i></r>"));
        assertThat(deep.error().orElseThrow().code(), is("JSONDecodeError"));
    }
}
