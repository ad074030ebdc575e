package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedRequestTest {
    private static final TestListener SERVED = TestListener.withLongTimeouts();
    private static final String HEAD = " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String SECOND = "GET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";

    @AfterAll
    static void stop() {
        SERVED.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "5\u000b\r\nhello\r\n0\r\n\r\n",
                "5;a\u0000\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                ";x\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5;a=\n\r\nhello\r\n0\r\n\r\n",
                "5\rhello\r\n0\r\n\r\n",
                "5\r\nhelloXX0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\r\nhello world\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nbad\u0000trailer: 1\r\n\r\n",
                "5\r\nhello\r\n0\r\nbad: 1\n\r\n",
                "0000000000000005\r\nhello\r\n0\r\n\r\n",
                "\u0665\r\nhello\r\n0\r\n\r\n",
            })
    void refusesAMalformedChunkAndHandlesNothingAfterIt(String body) throws IOException {
        for (var path : new String[] {"/v1/echo", "/v1/ignore"}) {
            try (var client = SERVED.client()) {
                client.sendRegardless("POST " + path + HEAD + body + SECOND);
                var response = client.readResponse();

                if (path.equals("/v1/echo")) {
                    assertThat(response.status(), is(400));
                    assertThat(response.header("connection"), is("close"));
                    assertThat(response.header("content-type"), is("application/json"));
                }
                client.endSending();
                assertThat(client.readUntilClosed(), is(""));
            }
        }
        assertThat(
                SERVED.handled.stream().filter(line -> line.contains("smuggled")).toList(),
                is(empty()));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    5;name=value, 0
                    5;a;b="c d", 0;last
                    05, 000
                    000005, 0
                    """)
    void ignoresExtensionsAndLeadingZeros(String size, String last) throws IOException {
        try (var client = SERVED.client()) {
            var body = size + "\r\nhello\r\n" + last + "\r\n\r\n";
            var response = client.send("POST /v1/echo" + HEAD + body).readResponse();

            assertThat(response.status(), is(200));
            assertThat(response.body(), is("hello"));
        }
    }

    @Test
    void dropsTrailersAndKeepsTheConnection() throws IOException {
        try (var client = SERVED.client()) {
            var body = "5\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 1\r\nHost: y\r\n\r\n";
            client.send(
                    "POST /v1/echo" + HEAD + body + "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.readResponse().body(), is("hello world"));
            assertThat(client.readResponse().body(), is("hello"));
        }
    }

    @Test
    void takesABodyOneByteAtATime() throws IOException {
        try (var client = SERVED.client()) {
            var request = "POST /v1/echo" + HEAD + "5;x\r\nhello\r\n1\r\n!\r\n0\r\nT: 1\r\n\r\n";
            for (var character : request.toCharArray()) {
                client.send(String.valueOf(character));
            }

            assertThat(client.readResponse().body(), is("hello!"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10001\r\n",
                "3b9aca00\r\n",
                "7fffffff\r\n",
                "80000000\r\n",
                "ffffffff\r\n",
                "100000005\r\n",
                "7ffffffffffffff\r\n",
            })
    void refusesATooLargeChunkOnItsSizeAlone(String size) throws IOException {
        try (var client = SERVED.client()) {
            var response = client.send("POST /v1/echo" + HEAD + size).readResponse();

            assertThat(response.status(), is(413));
            assertThat(response.header("content-type"), is("application/json"));
            assertThat(response.header("connection"), is("close"));
            client.endSending();
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void refusesManyChunksThatAreTooMuchTogether() throws IOException {
        try (var client = SERVED.client()) {
            var chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
            client.sendRegardless("POST /v1/echo" + HEAD + chunk.repeat(17) + "0\r\n\r\n");
            var response = client.readResponse();

            assertThat(response.status(), is(413));
            assertThat(response.body(), containsString("RequestTooLarge"));
        }
    }

    @Test
    void boundsAnEndlessSizeLine() throws IOException {
        try (var client = SERVED.client()) {
            client.sendRegardless("POST /v1/echo" + HEAD + "5;" + "x".repeat(1024 * 1024));

            assertThat(client.readResponse().status(), is(400));
        }
    }

    @Test
    void boundsEndlessTrailers() throws IOException {
        try (var client = SERVED.client()) {
            client.sendRegardless("POST /v1/echo" + HEAD + "0\r\n" + "T: x\r\n".repeat(100_000));

            assertThat(client.readResponse().status(), is(400));
        }
    }
}
