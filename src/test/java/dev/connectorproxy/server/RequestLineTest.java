package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "GET /a?b=[1]{2} HTTP/1.1;  GET /a?b=%5B1%5D%7B2%7D HTTP/1.1",
                "GET /a?b=|\\^` HTTP/1.1;   GET /a?b=%7C%5C%5E%60 HTTP/1.1",
                "GET /a?b=100% HTTP/1.1;    GET /a?b=100%25 HTTP/1.1",
                "GET /a?b=%4&c=%zz HTTP/1.1; GET /a?b=%254&c=%25zz HTTP/1.1",
                "GET /a?b=Zü HTTP/1.1;      GET /a?b=Z%C3%BC HTTP/1.1",
                "GET /a?%;                  GET /a?%25",
            })
    void escapesCharactersThatClientsLeaveInAQuery(String line, String meant) {
        var lenient = RequestLine.escapeQuery(line.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(lenient, StandardCharsets.US_ASCII), is(meant));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"GET /a[%zz HTTP/1.1", "GET /a?b=%5b%C3%A9&c=<\"?/ HTTP/1.1", "GET /a HTTP/1.1"})
    void changesNothingElse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);

        assertThat(RequestLine.escapeQuery(bytes), is(sameInstance(bytes)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "GET /é HTTP/1.1, false",
        "GET /a?é HTTP/1.1, true",
        "G[T /a?b HTTP/1.1, false",
    })
    void acceptsNonAsciiBytesInAQueryOnly(String line, boolean taken) {
        var lenient = RequestLine.escapeQuery(line.getBytes(StandardCharsets.UTF_8));

        assertThat(RequestLine.isStrict(lenient), is(taken));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "GET / HTTP/1.1, true",
        "GET /a:b//c HTTP/1.1, true",
        "OPTIONS * HTTP/1.1, true",
        "GET http://h/x HTTP/1.1, true",
        "GET HTTPS://h HTTP/1.1, true",
        "GET a:b//c HTTP/1.1, false",
        "GET a:b HTTP/1.1, false",
        "GET http:///x HTTP/1.1, false",
        "GET http:x HTTP/1.1, false",
        "CONNECT h:80 HTTP/1.1, false",
        "GET ?a HTTP/1.1, false",
        "GET  HTTP/1.1, false",
        "GET, false",
    })
    void acceptsOnlyAPathAnAbsoluteUrlOrAnAsteriskAsTarget(String line, boolean accepted) {
        assertThat(RequestLine.isStrict(line.getBytes(StandardCharsets.US_ASCII)), is(accepted));
    }
}
