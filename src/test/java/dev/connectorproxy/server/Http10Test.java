package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/1.0, which the health checks of nginx and HAProxy use.
class Http10Test {
    private static TestListener served;

    @BeforeAll
    static void start() {
        served = TestListener.withLongTimeouts();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: x\r\n",
                "Host: 127.0.0.1:8200\r\n",
                "Connection: keep-alive\r\n",
                "Expect: 100-continue\r\n"
            })
    void aRequestIsServedAndItsConnectionClosed(String headers) throws IOException {
        var response = exchange("GET /v1/hello HTTP/1.0\r\n" + headers + "\r\n");

        assertThat(response, startsWith("HTTP/1.1 200 OK\r\n"));
        assertThat(response, containsString("Connection: close\r\n"));
        assertThat(body(response), is("hello"));
    }

    @Test
    void aHeadHasNoBody() throws IOException {
        var response = exchange("HEAD /v1/hello HTTP/1.0\r\n\r\n");

        assertThat(response, startsWith("HTTP/1.1 200 OK\r\n"));
        assertThat(body(response), is(""));
    }

    @Test
    void aBodyIsRead() throws IOException {
        var response =
                exchange(
                        "POST /v1/echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(response, startsWith("HTTP/1.1 200 OK\r\n"));
        assertThat(body(response), is("abc"));
    }

    @Test
    void aResponseIsNeverChunked() throws IOException {
        var response = exchange("GET /v1/chunked HTTP/1.0\r\n\r\n");

        assertThat(response.toLowerCase(), not(containsString("transfer-encoding")));
        var lines =
                IntStream.range(0, 5)
                        .mapToObj(i -> "0123456789\r\n".repeat(10_000 * i))
                        .collect(Collectors.joining());
        assertThat(body(response).equals(lines), is(true));
    }

    @Test
    void anErrorIsSentAsUsual() throws IOException {
        var response = exchange("GET /nowhere HTTP/1.0\r\n\r\n");

        assertThat(response, startsWith("HTTP/1.1 404 "));
        assertThat(response, containsString("Connection: close\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/hello HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /v1/hello HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v1/hello HTTP/1.0\r\nHost: a b\r\n\r\n",
                "GET /v1/hello HTTP/1.1\r\n\r\n",
                "GET /v1/hello HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /v1/hello HTTP/1.1\r\nHost: \r\n\r\n",
                "GET /v1/hello HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /v1/hello HTTP/1.1\r\nHost: a:b\r\n\r\n"
            })
    void ambiguousFramingAndHostsAreRefused(String request) throws IOException {
        assertThat(exchange(request), startsWith("HTTP/1.1 400 "));
    }

    @Test
    void nothingAfterTheRequestIsRead() throws IOException {
        var response = exchange("GET /v1/hello HTTP/1.0\r\n\r\nGET /v1/hello HTTP/1.0\r\n\r\n");

        assertThat(response.split("200 OK", -1).length, is(2));
    }

    private static String exchange(String request) throws IOException {
        try (var client = served.client()) {
            return client.send(request).readUntilClosed();
        }
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }
}
