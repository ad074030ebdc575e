package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {
    private static final TestListener SERVED = TestListener.withLongTimeouts();
    private static final String SECOND = "GET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    @AfterAll
    static void stop() {
        SERVED.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 0",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 0",
                "Content-Length: 0\r\ncontent-length: 39",
                "Content-Length: 5, 5",
                "Content-Length: +3",
                "Content-Length: -5",
                "Content-Length:  3 4",
                "Content-Length: 0x3",
                "Content-Length: 3.0",
                "Content-Length: 1e1",
                "Content-Length: ",
                "Content-Length: 99999999999999999999",
                "Content-Length: 9223372036854775808",
                "Content-Length: 5\u000b",
                "Content-Length: \u00b2",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: chunked\u0000",
                "Transfer-Encoding:",
                "Transfer-Encoding : chunked",
                "Content-Length : 5",
                " Content-Length: 5",
                "X: y\r\n Transfer-Encoding: chunked",
                "X: y\r\n\tfolded",
                "X: a\u0000b",
                "X: a\rb",
                "X: a\nTransfer-Encoding: chunked",
                "X\u0000: a",
                "no colon",
                ": no name",
                "X(y): z",
                "Host: other",
            })
    void refusesAmbiguousFraming(String header) throws IOException {
        var request = "POST /v1/framing HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n" + SECOND;
        try (var client = SERVED.client()) {
            var response = client.send(request).readResponse();

            assertThat(response.status(), is(400));
            assertThat(response.header("content-type"), is("application/json"));
            assertThat(response.header("connection"), is("close"));
            assertThat(response.body(), containsString("\"code\":\"InvalidRequest\""));
            client.endSending();
            assertThat(client.readUntilClosed(), is(""));
        }
        assertThat(
                SERVED.handled.stream().filter(entry -> entry.contains("framing")).toList(),
                is(empty()));
        assertThat(
                SERVED.handled.stream().filter(entry -> entry.contains("smuggled")).toList(),
                is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/hello",
                "GET",
                " GET /v1/hello HTTP/1.1",
                "GET  /v1/hello HTTP/1.1",
                "GET /v1/hello HTTP/1.1 ",
                "GET /v1/hello HTTP/9.9",
                "GET /v1/hello HTTP/2.0",
                "GET /v1/hello http/1.1",
                "GET /v1/he\u0000llo HTTP/1.1",
                "GET /v1/hello\u000b HTTP/1.1",
                "GET /v1/he\u00e9llo HTTP/1.1",
                "GET /v1/hello?a=<b> HTTP/1.1",
                "GET /v1/he%zzllo HTTP/1.1",
                "G(T /v1/hello HTTP/1.1",
                "GET\u0001 /v1/hello HTTP/1.1",
                "PRI * HTTP/2.0",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            })
    void respondsToAMalformedRequestLineInJson(String line) throws IOException {
        try (var client = SERVED.client()) {
            var response = client.send(line + "\r\nHost: x\r\n\r\n").readResponse();

            assertThat(response.status(), is(400));
            assertThat(response.header("content-type"), is("application/json"));
            client.endSending();
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\r\n"})
    void refusesOtherLineEnds(String end) throws IOException {
        try (var client = SERVED.client()) {
            var response =
                    client.send("GET /v1/hello HTTP/1.1" + end + "Host: x" + end + end)
                            .readResponse();

            assertThat(response.status(), is(400));
            client.endSending();
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void refusesAChunkedRequestOfHttp10() throws IOException {
        try (var client = SERVED.client()) {
            var response =
                    client.send("GET /v1/hello HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n")
                            .readResponse();

            assertThat(response.status(), is(400));
            assertThat(response.header("content-type"), is("application/json"));
            client.endSending();
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void requiresAHost() throws IOException {
        try (var client = SERVED.client()) {
            var response = client.send("GET /v1/hello HTTP/1.1\r\n\r\n").readResponse();

            assertThat(response.status(), is(400));
            assertThat(response.body(), containsString("InvalidRequest"));
        }
    }

    @Test
    void bounds256KiBOfHeaders() throws IOException {
        try (var client = SERVED.client()) {
            var many = "X-Filler: 0123456789012345678901234567890123456789\r\n".repeat(5_000);
            client.sendRegardless("GET /v1/hello HTTP/1.1\r\nHost: x\r\n" + many + "\r\n");
            var response = client.readResponse();

            assertThat(response.status(), is(431));
            assertThat(response.header("content-type"), is("application/json"));
        }
    }

    @Test
    void boundsOneEndlessHeader() throws IOException {
        try (var client = SERVED.client()) {
            client.sendRegardless(
                    "GET /v1/hello HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(256 * 1024));
            var response = client.readResponse();

            assertThat(response.status(), is(431));
        }
    }

    @Test
    void boundsOneEndlessHeaderName() throws IOException {
        try (var client = SERVED.client()) {
            client.sendRegardless("GET /v1/hello HTTP/1.1\r\nHost: x\r\n" + "y".repeat(256 * 1024));
            var response = client.readResponse();

            assertThat(response.status(), is(431));
        }
    }

    @Test
    void boundsTheFirstLine() throws IOException {
        try (var client = SERVED.client()) {
            client.sendRegardless("GET /" + "y".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            var response = client.readResponse();

            assertThat(response.status(), is(414));
            assertThat(response.header("content-type"), is("application/json"));
            assertThat(response.body(), not(containsString("yyy")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "05", "00000005", " 5", "5 ", "\t5\t"})
    void takesAPlainLength(String length) throws IOException {
        try (var client = SERVED.client()) {
            var head = "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length:" + length;
            var response = client.send(head + "\r\n\r\n12345").readResponse();

            assertThat(response.status(), is(200));
            assertThat(response.body(), is("12345"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked", "CHUNKED", "chunked "})
    void takesChunkedInAnyCase(String coding) throws IOException {
        try (var client = SERVED.client()) {
            var head = "POST /v1/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding;
            var response = client.send(head + "\r\n\r\n5\r\n12345\r\n0\r\n\r\n").readResponse();

            assertThat(response.status(), is(200));
            assertThat(response.body(), is("12345"));
        }
    }

    @Test
    void refusesALengthBeyondTheLimitBeforeTheBodyIsSent() throws IOException {
        try (var client = SERVED.client()) {
            var length = TestListener.MAX_BODY + 1;
            var response =
                    client.send(
                                    "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: "
                                            + length
                                            + "\r\nExpect: 100-continue\r\n\r\n")
                            .readResponse();

            assertThat(response.status(), is(413));
            assertThat(response.header("content-type"), is("application/json"));
            assertThat(response.body(), containsString("\"code\":\"RequestTooLarge\""));
            assertThat(
                    response.body(),
                    containsString("larger than " + TestListener.MAX_BODY + " bytes"));
        }
    }

    @Test
    void sends413ToAPeerThatSendsTheWholeBodyFirst() throws IOException {
        try (var client = SERVED.client()) {
            var length = 8 * 1024 * 1024;
            client.send("POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + length);
            client.send("\r\n\r\n" + "x".repeat(length));
            var response = client.readResponse();

            assertThat(response.status(), is(413));
        }
    }
}
