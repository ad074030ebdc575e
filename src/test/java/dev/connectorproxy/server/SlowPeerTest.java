package dev.connectorproxy.server;

import static dev.connectorproxy.server.TestListener.LONG;
import static dev.connectorproxy.server.TestListener.SHORT;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SlowPeerTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String POST = "POST /v1/echo HTTP/1.1\r\nHost: x\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /v1/hel",
                "GET /v1/hello HTTP/1.1",
                "GET /v1/hello HTTP/1.1\r",
                "GET /v1/hello HTTP/1.1\r\n",
                "GET /v1/hello HTTP/1.1\r\nHo",
                "GET /v1/hello HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/hello HTTP/1.1\r\nHost: x\r\n\r",
            })
    void closesOnAPeerThatStopsInTheHead(String part) throws IOException {
        try (var served = TestListener.start(SHORT, LONG, LONG);
                var client = served.client()) {
            var response = client.send(part).readResponse();

            assertThat(response.status(), is(408));
            assertThat(response.header("content-type"), is("application/json"));
            assertThat(response.header("connection"), is("close"));
            assertThat(response.body(), containsString("\"code\":\"RequestTimeout\""));
            assertThat(client.readUntilClosed(), is(""));
            assertThat(served.handled, is(empty()));
        }
    }

    @Test
    void closesOnAPeerThatStopsInTheHeadOfALaterRequest() throws IOException {
        try (var served = TestListener.start(SHORT, LONG, LONG);
                var client = served.client()) {
            client.send(HELLO + "GET /v1/hel");

            assertThat(client.readResponse().body(), is("hello"));
            assertThat(client.readResponse().status(), is(408));
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void closesOnAPeerThatDripsTheHead() throws IOException {
        try (var served = TestListener.start(SHORT, LONG, LONG);
                var client = served.client()) {
            var started = System.nanoTime();
            var stop = new CountDownLatch(1);
            Thread.startVirtualThread(() -> drip(client, "GET /v1/hello HTTP/1.1\r\nX: ", stop));
            var response = client.readResponse();
            var took = Duration.ofNanos(System.nanoTime() - started);
            stop.countDown();

            assertThat(response.status(), is(408));
            assertThat(
                    took.toMillis(),
                    is(
                            allOf(
                                    greaterThanOrEqualTo(SHORT.toMillis()),
                                    lessThan(TestListener.LONG.toMillis()))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 10\r\n\r\n",
                "Content-Length: 10\r\n\r\nhalf",
                "Transfer-Encoding: chunked\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5",
                "Transfer-Encoding: chunked\r\n\r\n5;",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhal",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y",
            })
    void closesOnAPeerThatStopsInTheBody(String part) throws IOException {
        try (var served = TestListener.start(LONG, SHORT, LONG);
                var client = served.client()) {
            var response = client.send(POST + part).readResponse();

            assertThat(response.status(), is(408));
            assertThat(response.header("connection"), is("close"));
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void closesOnAPeerThatDripsTheBody() throws IOException {
        try (var served = TestListener.start(LONG, SHORT, LONG);
                var client = served.client()) {
            client.send(POST + "Content-Length: 60000\r\n\r\n");
            var stop = new CountDownLatch(1);
            Thread.startVirtualThread(() -> drip(client, "", stop));
            var response = client.readResponse();
            stop.countDown();

            assertThat(response.status(), is(408));
        }
    }

    @Test
    void closesWithoutASecondResponseWhenTheRestOfAnIgnoredBodyIsMissing() throws IOException {
        try (var served = TestListener.start(LONG, SHORT, LONG);
                var client = served.client()) {
            client.send("POST /v1/ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf");

            assertThat(client.readResponse().body(), is("ignored"));
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void closesAConnectionThatNeverSendsAnything() throws IOException {
        try (var served = TestListener.start(LONG, LONG, SHORT);
                var client = served.client()) {
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void closesAConnectionThatIsIdleAfterAResponse() throws IOException {
        try (var served = TestListener.start(LONG, LONG, SHORT);
                var client = served.client()) {
            assertThat(client.send(HELLO).readResponse().body(), is("hello"));
            assertThat(client.readUntilClosed(), is(""));
        }
    }

    @Test
    void closesOnAPeerThatDoesNotReadTheResponse() throws Exception {
        try (var served = TestListener.start(LONG, LONG, SHORT);
                var client = served.client()) {
            var begun = client.send("GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n").readHead();
            var ended = served.awaitClosedConnection();

            assertThat(begun.status(), is(200));
            assertThat(ended, is(true));
        }
    }

    @Test
    void doesNotLimitALongCall() throws Exception {
        try (var served = TestListener.start(SHORT, SHORT, SHORT);
                var client = served.client()) {
            client.send("GET /v1/wait HTTP/1.1\r\nHost: x\r\n\r\n");
            served.entered.await();
            try (var idle = served.client()) {
                idle.readUntilClosed(); // takes longer than each of the timeouts
            }
            served.proceed.countDown();
            var response = client.readResponse();

            assertThat(response.body(), is("waited"));
            assertThat(client.send(HELLO).readResponse().body(), is("hello"));
            assertThat(served.handled, contains("GET /v1/wait", "GET /v1/hello"));
        }
    }

    /// Sends a byte every 20 ms until it is stopped or the server closes.
    private static void drip(RawClient client, String start, CountDownLatch stop) {
        try {
            client.send(start);
            while (!stop.await(20, TimeUnit.MILLISECONDS)) {
                client.send("x");
            }
        } catch (IOException | InterruptedException _) {
            // the server has closed
        }
    }
}
