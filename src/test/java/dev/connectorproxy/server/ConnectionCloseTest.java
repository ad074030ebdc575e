package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ConnectionCloseTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String SECOND = "GET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    private final TestListener served = TestListener.withLongTimeouts();

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "Close", "CLOSE", "keep-alive, close", "TE,close"})
    void closesWhenTheClientAskedForIt(String value) throws IOException {
        try (var client = served.client()) {
            var request = "GET /v1/hello HTTP/1.1\r\nHost: x\r\nConnection: " + value + "\r\n\r\n";
            var response = client.send(request + SECOND).readResponse();

            assertThat(response.body(), is("hello"));
            assertThat(response.header("connection"), is("close"));
            assertThat(client.readUntilClosed(), is(""));
        }
        assertThat(served.handled, contains("GET /v1/hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nowhere", "/v1/refused", "/v1/bug"})
    void closesAfterAFailureToo(String path) throws IOException {
        try (var client = served.client()) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(client.readResponse().header("connection"), is("close"));
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void keepsTheConnectionOtherwise() throws IOException {
        try (var client = served.client()) {
            for (var i = 0; i < 100; i++) {
                assertThat(
                        client.send(HELLO).readResponse().header("connection"), is("keep-alive"));
            }
        }
    }

    @Test
    void respondsToPipelinedRequestsInOrder() throws IOException {
        try (var client = served.client()) {
            var post = "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
            client.send(HELLO + post + HELLO + post);

            assertThat(client.readResponse().body(), is("hello"));
            assertThat(client.readResponse().body(), is("abc"));
            assertThat(client.readResponse().body(), is("hello"));
            assertThat(client.readResponse().body(), is("abc"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 39\r\n\r\nGET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n ",
                "Transfer-Encoding: chunked\r\n\r\n26\r\nGET /v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n\r\n0\r\n\r\n",
            })
    void doesNotTakeAnUnreadBodyForARequest(String body) throws IOException {
        for (var path : new String[] {"/v1/ignore", "/v1/nowhere", "/v1/hello"}) {
            try (var client = served.client()) {
                client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + body + HELLO);

                client.readResponse();
                assertThat(client.readResponse().body(), is("hello"));
            }
        }
        assertThat(
                served.handled.stream().filter(entry -> entry.contains("smuggled")).toList(),
                is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue", "100-CONTINUE"})
    void sendsContinueWhenTheBodyIsWanted(String expectation) throws IOException {
        try (var client = served.client()) {
            var head = "POST /v1/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n";
            client.send(head + "Expect: " + expectation + "\r\n\r\n");

            assertThat(client.readResponse().status(), is(100));
            assertThat(client.send("12345" + HELLO).readResponse().body(), is("12345"));
            assertThat(client.readResponse().body(), is("hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 39", "Transfer-Encoding: chunked"})
    void closesWhenTheAwaitedContinueWasNotSent(String framing) throws IOException {
        try (var client = served.client()) {
            var head = "POST /v1/ignore HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n";
            client.send(head + "Expect: 100-continue\r\n\r\n" + SECOND);
            var response = client.readResponse();

            assertThat(response.body(), is("ignored"));
            assertThat(response.header("connection"), is("close"));
            client.endSending();
            assertThat(client.readUntilClosed(), is(""));
        }
        assertThat(served.handled, contains("POST /v1/ignore"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 10", "Transfer-Encoding: chunked"})
    void sendsNothingWhenTheClientClosesInTheBody(String framing) throws IOException {
        try (var client = served.client()) {
            client.send("POST /v1/echo HTTP/1.1\r\nHost: x\r\n" + framing + "\r\n\r\n5\r\n");

            assertThat(client.endSending().readUntilClosed(), is(""));
        }
    }

    @Test
    void hidesTheMessageOfAnUnexpectedException() throws IOException {
        try (var client = served.client()) {
            var response = client.send("GET /v1/bug HTTP/1.1\r\nHost: x\r\n\r\n").readResponse();

            assertThat(response.status(), is(500));
            assertThat(response.header("content-type"), is("application/json"));
            assertThat(response.body(), containsString("INTERNAL_ERROR"));
            assertThat(response.body(), not(containsString("canary")));
        }
    }

    @Test
    void closesAfterEveryResponseDuringShutdown() throws IOException {
        try (var client = served.client()) {
            assertThat(client.send(HELLO).readResponse().header("connection"), is("keep-alive"));

            served.shutdown.set(true);
            assertThat(
                    client.send(HELLO + SECOND).readResponse().header("connection"), is("close"));
            assertThat(client.readUntilClosed(), is(""));
        }
        assertThat(served.handled, contains("GET /v1/hello", "GET /v1/hello"));
    }

    @Test
    void sendsAStreamOfDeclaredLengthAsItIs() throws IOException {
        try (var client = served.client()) {
            client.send("GET /v1/stream HTTP/1.1\r\nHost: x\r\n\r\n" + HELLO);

            assertThat(client.readResponse().body(), is("a".repeat(10_000) + "b".repeat(10_000)));
            assertThat(client.readResponse().body(), is("hello"));
        }
    }
}
