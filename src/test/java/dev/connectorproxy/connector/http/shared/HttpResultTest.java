package dev.connectorproxy.connector.http.shared;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.spi.CommandResult.Body;
import dev.connectorproxy.spi.CommandResult.CommandError;
import dev.connectorproxy.spi.CommandResult.Done;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpResultTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    application/json                       | {"n": 12.50} | {"n": 12.50}
                    application/json                       | {"n":123456789012345678901234567890,"e":1e400} | {"n":123456789012345678901234567890,"e":1e400}
                    application/json; charset=utf-8        | 42           | 42
                    application/json                       | null         | null
                    text/x; application/json               | [1]          | [1]
                    application/json                       | {"a":1,"a":2} | {"a":1,"a":2}
                    Application/JSON                       | {"a":1}      | {"raw_response":"{\\"a\\":1}"}
                    application/jsonlines                  | {"a":1}      | {"raw_response":"{\\"a\\":1}"}
                    multipart/related; type="application/json" | x        | {"raw_response":"x"}
                    application/problem+json               | {"a":1}      | {"raw_response":"{\\"a\\":1}"}
                    text/plain                             | h\u00e9llo   | {"raw_response":"h\u00e9llo"}
                    garbage;;;charset                      | x            | {"raw_response":"x"}
                    text/plain; charset=no-such            | x            | {"raw_response":"x"}
                    ``                                     | {"a":1}      | {"raw_response":"{\\"a\\":1}"}
                    application/json                       | ``           | {"raw_response":""}
                    """)
    void returnsJsonUnchangedAndOtherBodiesAsText(
            String contentType, String body, String expected) {
        assertThat(text(result(200, contentType, bytes(body)).body()), is(expected));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    br         | br
                    zstd       | zstd
                    gzip, br   | gzip, br
                    x-s3cret!  | a coding it did not ask for
                    """)
    void namesACodingThatWasNotDecoded(String header, String named) {
        for (var type : List.of("application/json", "text/html")) {
            var headers =
                    List.of(
                            new Header("Content-Type", type),
                            new Header("Content-Encoding", header));
            var response = new HttpResponse(200, headers, new byte[] {(byte) 0x8B, 2, (byte) 0x80});

            var done = (Done) HttpResult.of(response, options(false, 9));

            assertThat(done.logs(), is(List.of("the body is encoded with " + named)));
            assertThat(
                    done.error().map(CommandError::message),
                    is(
                            type.equals("text/html")
                                    ? Optional.empty()
                                    : Optional.of(
                                            "the service answered HTTP 200, but its body is not the JSON it is labelled as: it is encoded with "
                                                    + named)));
        }
    }

    @Test
    void decodesTheDeclaredCharset() {
        byte[] latin = "{\"c\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(
                text(result(200, "application/json; charset=\"iso-8859-1\"", latin).body()),
                is("{\"c\":\"caf\u00e9\"}"));
        assertThat(
                text(result(200, "text/plain; charset=iso-8859-1", latin).body()),
                is("{\"raw_response\":\"{\\\"c\\\":\\\"caf\u00e9\\\"}\"}"));
    }

    @ParameterizedTest(name = "{0}, {1} -> {2}, {3}")
    @CsvSource({
        "caf\u00c3\u00a9, a, caf\u00e9, a",
        "caf\u00e9, a, caf\u00e9, a",
        "caf\u00c3\u00a9, caf\u00e9, caf\u00c3\u00a9, caf\u00e9",
        "\u00f0\u009f\u0098\u0080, \u00e2\u0082\u00ac, \ud83d\ude00, \u20ac"
    })
    void decodesHeadersAsHttpxDoes(String one, String two, String first, String second) {
        var response =
                new HttpResponse(
                        200, List.of(new Header("A", one), new Header("B", two)), new byte[0]);

        assertThat(HttpResult.joinHeaders(response), is(Map.of("a", first, "b", second)));
    }

    /// Beside the rule of httpx: ASCII or UTF-8 if all values are, otherwise ISO 8859-1.
    @Test
    void decodesAnyHeadersAsHttpxDoes() {
        var random = new Random(10);
        for (int i = 0; i < 3_000; i++) {
            var values = IntStream.range(0, 3).mapToObj(_ -> bytes(random)).toList();
            var headers =
                    IntStream.range(0, 3)
                            .mapToObj(n ->
                                    new Header(
                                            "H" + n,
                                            new String(values.get(n), StandardCharsets.ISO_8859_1)))
                            .toList();
            boolean utf8 =
                    values.stream()
                            .allMatch(value ->
                                    Arrays.equals(
                                            value,
                                            new String(value, StandardCharsets.UTF_8)
                                                    .getBytes(StandardCharsets.UTF_8)));
            var charset = utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;

            var joined = HttpResult.joinHeaders(new HttpResponse(200, headers, new byte[0]));

            for (int n = 0; n < 3; n++) {
                assertThat(joined.get("h" + n), is(new String(values.get(n), charset)));
            }
        }
    }

    private static byte[] bytes(Random random) {
        var pieces = new String[] {"a", "\u00e4", "\u00fc", "\u00df"};
        var text = pieces[random.nextInt(4)] + pieces[random.nextInt(4)];
        return text.getBytes(
                random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    @Test
    void replacesBrokenUtf8() {
        byte[] broken = {'"', 'o', 'k', (byte) 0xFF, '"'};

        assertThat(text(result(200, "application/json", broken).body()), is("\"ok\ufffd\""));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    200 | {"a":1} | ``
                    299 | {"a":1} | ``
                    200 | ``      | ``
                    300 | {"a":1} | HttpError300
                    300 | ``      | HttpError300
                    202 | {"a":   | JSONDecodeError
                    200 | NaN     | JSONDecodeError
                    302 | {"a":1} | HttpError302
                    404 | {"a":1} | HttpError404
                    500 | <html>  | HttpError500
                    599 | ``      | HttpError599
                    """)
    void reportsAnErrorFromStatus300OnAndForInvalidJson(int status, String body, String code) {
        var done = result(status, "application/json", bytes(body));

        assertThat(done.error().map(CommandError::code).orElse(""), is(code));
        assertThat(done.httpStatus().orElseThrow(), is(status));
    }

    @Test
    void quotesTheResponseInTheMessageAsAsyncHttpDoes() {
        var done = result(404, "application/json", bytes("{\"error\":\"no\"}"));

        assertThat(
                done.error(),
                is(
                        Optional.of(
                                new CommandError(
                                        "HttpError404",
                                        "HTTP 404 error from service. Response: {\"error\":\"no\"}"))));
    }

    @Test
    void limitsTheDepthOfJson() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);

        var done = result(200, "application/json", bytes(deep));

        assertThat(done.error().map(CommandError::code), is(Optional.of("JSONDecodeError")));
    }

    @Test
    void refusesAByteOrderMarkAsAsyncHttpDoes() {
        var done = result(200, "application/json", bytes("\uFEFF{}"));

        assertThat(done.error().map(CommandError::code), is(Optional.of("JSONDecodeError")));
    }

    @Test
    void joinsRepeatedHeadersUnderTheirNameInLowerCase() {
        var response =
                new HttpResponse(
                        200,
                        List.of(
                                new Header("X-Dup", "one"),
                                new Header("Date", "now"),
                                new Header("x-dup", "two")),
                        new byte[0]);

        assertThat(headers(response, true), is(Map.of("x-dup", "one, two", "date", "now")));
        assertThat(headers(response, false), is(Map.of()));
    }

    private static Map<String, String> headers(HttpResponse response, boolean withHeaders) {
        return ((Done) HttpResult.of(response, options(withHeaders, 9))).headers().orElseThrow();
    }

    private static Done result(int status, String contentType, byte[] body) {
        var headers =
                contentType.isEmpty()
                        ? List.<Header>of()
                        : List.of(new Header("Content-Type", contentType));
        return (Done) HttpResult.of(new HttpResponse(status, headers, body), options(false, 512));
    }

    private static String text(Body body) {
        return switch (body) {
            case Body.Tree(var value) -> value.toString();
            case Body.Raw(var text) -> text.toString();
            case Body.Quoted(var text) -> text.toString();
            case Body.Text(var name, var text) ->
                    Json.createObjectBuilder().add(name, text).build().toString();
        };
    }

    private static ResponseOptions options(boolean withHeaders, int depth) {
        return new ResponseOptions(withHeaders, false, ResponseOptions.Format.TEXT, "file", depth);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
