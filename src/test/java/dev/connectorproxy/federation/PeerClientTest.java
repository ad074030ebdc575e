package dev.connectorproxy.federation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.ClosedPort;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.toolkit.Globs;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Responses of unusual servers, and the request sent to them.
class PeerClientTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HELLO,
                "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nUpgrade: h2,h2c\r\nConnection: Upgrade\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 30\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n05;x=y\r\nhello\r\n0\r\nT: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 500 poison\r\n\r\n",
                "HTTP/1.1 200 \r\nContent-Length: 5\r\nContent-Type: ;;;\r\nSet-Cookie: a=b\r\n\r\nhello",
            })
    void readsTheBodyWithAnyFraming(String response) throws IOException {
        try (var peer = RawPeer.responding(response)) {
            var received = send(peer, 100);

            assertThat(received.status(), is(200));
            assertThat(new String(received.body(), StandardCharsets.UTF_8), is("hello"));
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '>',
            value = {
                "'' > ConnectionError",
                "nonsense%%%% > ConnectionError",
                "HTTP/2 200 OK%%%% > ConnectionError",
                "HTTP/1.1 2x0 OK%%%% > ConnectionError",
                "HTTP/1.1 200 OK%%Content-Length: many%%%%hello > ConnectionError",
                "HTTP/1.1 200 OK%%Content-Length: -5%%%%hello > ConnectionError",
                "HTTP/1.1 200 OK%%Content-Length: 50%%%%hello > ChunkedEncodingError",
                "HTTP/1.1 200 OK%%Transfer-Encoding: chunked%%%%5%%he > ChunkedEncodingError",
                "HTTP/1.1 200 OK%%Transfer-Encoding: chunked%%%%zz%%hello > ChunkedEncodingError",
                "HTTP/1.1 200 OK%%Transfer-Encoding: gzip%%Content-Length: 5%%%%hello > ChunkedEncodingError",
                "HTTP/1.1 200 OK%%Transfer-Encoding: chunked%%%%4%%hello%%0%%%% > ChunkedEncodingError",
                "HTTP/1.1 200 OK%%Transfer-Encoding: chunked%%%%5%%hello%%0%% > ChunkedEncodingError",
                "HTTP/1.1 200 OK%%Content-Length: 101%%%% > ChunkedEncodingError",
            })
    void aBrokenResponseIsARetryableFailure(String response, String code) throws IOException {
        try (var peer = RawPeer.responding(response.replace("%%", "\r\n"))) {
            var failure = failure(peer, 100);

            assertThat(failure.code(), is(code));
            assertThat(failure.httpStatus(), is(502));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
            })
    void limitsTheSizeOfTheBody(String head) throws IOException {
        try (var peer =
                new RawPeer(socket -> {
                    RawPeer.send(socket, head);
                    for (int i = 0; i < 2_000; i++) {
                        RawPeer.send(socket, "x".repeat(1000));
                    }
                })) {
            assertThat(failure(peer, 1000).code(), is("ResponseTooLarge"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe",
                "HTTP/1.1 200 OK\r\n\r\nhe",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            })
    void aSilentPeerIsAbandonedAtTheDeadlineAndItsConnectionClosed(String response)
            throws IOException {
        try (var peer = RawPeer.keepingOpen(response)) {
            var begin = System.nanoTime();
            var failure = failure(peer.url(), 1_500);

            assertThat(failure.code(), is("ReadTimeout"));
            assertThat(
                    Duration.ofNanos(System.nanoTime() - begin), lessThan(Duration.ofSeconds(20)));
            awaitNoConnection(peer);
        }
    }

    @Test
    void anInterimResponseIsReturnedAtOnce() throws IOException {
        try (var peer = RawPeer.keepingOpen("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")) {
            assertThat(send(peer, 100).status(), is(103));
        }
    }

    @Test
    void closesTheConnectionAfterEachResponse() throws IOException {
        try (var peer = RawPeer.keepingOpen(HELLO)) {
            send(peer, 100);
            send(peer, 100);

            awaitNoConnection(peer);
            assertThat(peer.heads().size(), is(2));
        }
    }

    @Test
    void sendsOneCompleteRequestWithoutSpecialHeaders() throws IOException {
        try (var peer = RawPeer.responding(HELLO)) {
            send(peer, 100);

            var head = peer.heads().getFirst();
            assertThat(head, startsWith("POST /a%2Fb/v1/do/x/y HTTP/1.1\r\n"));
            assertThat(head, containsString("\r\nContent-Length: 2\r\n"));
            assertThat(head, containsString("\r\nConnection: close\r\n"));
            assertThat(head, containsString("\r\nHost: 127.0.0.1:"));
            assertThat(head, not(containsString("Transfer-Encoding")));
            assertThat(head, not(containsString("Expect")));
            assertThat(head, not(containsString("Upgrade")));
        }
    }

    @Test
    void aClosedPortIsAConnectionError() throws IOException {
        try (var closed = new ClosedPort()) {
            assertThat(
                    failure("http://127.0.0.1:" + closed.number()).code(), is("ConnectionError"));
        }
        assertThat(failure("http://nowhere.invalid").code(), is("ConnectionError"));
    }

    @Test
    void aHandshakeWithoutResponseEndsAtTheDeadline() throws IOException {
        // the peer keeps reading for the end of a head that never comes
        try (var peer = RawPeer.responding(HELLO)) {
            assertThat(failure(peer.url().replace("http:", "https:")).code(), is("ReadTimeout"));
            awaitNoConnection(peer);
        }
    }

    @Test
    void aPeerThatReadsNothingIsAbandonedAtTheDeadline() throws IOException {
        try (var unread = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var client = new PeerClient(settings("http://127.0.0.1:" + unread.getLocalPort()));
            var request =
                    new PeerRequest(
                            Method.POST,
                            URI.create("http://127.0.0.1:" + unread.getLocalPort() + "/"),
                            List.of(),
                            new byte[64 << 20]);
            var deadline = System.nanoTime() + 500_000_000L;

            var failure =
                    assertThrows(
                            ConnectorException.class, () -> client.send(request, deadline, 100));

            assertThat(failure.code(), is("ReadTimeout"));
        }
    }

    @Test
    void aPeerWithoutTlsIsAnSslError() throws IOException {
        try (var peer = RawPeer.greeting(HELLO.repeat(20))) {
            var failure = failure(peer.url().replace("http:", "https:"));

            assertThat(failure.code(), is("SSLError"));
            assertThat(failure.httpStatus(), is(495));
        }
    }

    private static ConnectorException failure(RawPeer peer, int limit) {
        return assertThrows(ConnectorException.class, () -> send(peer, limit));
    }

    private static ConnectorException failure(String url) {
        return failure(url, 10_000);
    }

    private static ConnectorException failure(String url, int millis) {
        return assertThrows(ConnectorException.class, () -> send(url, 100, millis));
    }

    private static PeerResponse send(RawPeer peer, int limit) {
        return send(peer.url(), limit, 60_000);
    }

    private static PeerResponse send(String url, int limit, int millis) {
        var client = new PeerClient(settings(url));
        var request =
                new PeerRequest(
                        Method.POST,
                        URI.create(url + "/a%2Fb/v1/do/x/y"),
                        List.of(HeaderValues.CONTENT_TYPE_JSON),
                        "{}".getBytes(StandardCharsets.UTF_8));
        return client.send(request, System.nanoTime() + millis * 1_000_000L, limit);
    }

    static PeerSettings settings(String url) {
        return new PeerSettings(
                "odd",
                URI.create(url),
                Optional.empty(),
                "",
                Globs.of(List.of("*")),
                Duration.ofMinutes(1),
                Duration.ofSeconds(40),
                10 << 20,
                256,
                false);
    }

    private static void awaitNoConnection(RawPeer peer) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (peer.connections() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(2_000_000);
        }
        assertThat(peer.connections(), is(0));
    }
}
