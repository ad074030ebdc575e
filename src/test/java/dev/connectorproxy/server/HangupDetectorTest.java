package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.TestCertificates;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Peers that hang up while their request is processed, on real sockets.
@Timeout(60)
class HangupDetectorTest {
    private static final String WATCH = "GET /v1/watch HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir private static Path folder;
    private static TestCertificates own;

    @BeforeAll
    static void makeFiles() throws Exception {
        own = TestCertificates.of(folder, "own");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noticesThatThePeerCloses(boolean tls) throws Exception {
        try (var listener = start(tls)) {
            try (var client = new RawClient(connect(listener, tls))) {
                client.send(WATCH);
                listener.entered.await();
            }

            assertThat(listener.hungUp.await(30, TimeUnit.SECONDS), is(true));
        }
    }

    @Test
    void noticesThatThePeerResetsTheConnection() throws Exception {
        try (var listener = start(false)) {
            try (var socket = connect(listener, false)) {
                socket.setSoLinger(true, 0);
                new RawClient(socket).send(WATCH);
                listener.entered.await();
            }

            assertThat(listener.hungUp.await(30, TimeUnit.SECONDS), is(true));
        }
    }

    /// That the end is noticed shows that the request before it has been read ahead.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void respondsInOrderToARequestThatWasReadAhead(boolean tls) throws Exception {
        try (var listener = start(tls);
                var client = new RawClient(connect(listener, tls))) {
            client.send(WATCH);
            listener.entered.await();
            client.send(HELLO).endSending();
            assertThat(listener.hungUp.await(30, TimeUnit.SECONDS), is(true));

            listener.proceed.countDown();

            assertThat(client.readResponse().body(), is("waited"));
            assertThat(client.readResponse().body(), is("hello"));
            assertThat(client.readUntilClosed(), is(""));
            assertThat(listener.handled, contains("GET /v1/watch", "GET /v1/hello"));
        }
    }

    @Test
    void respondsToEveryRequestOfAPipelineThatContinuesAfterALongOne() throws Exception {
        try (var listener = start(false);
                var client = new RawClient(connect(listener, false))) {
            client.send(WATCH + HELLO);
            listener.entered.await();
            client.send(HELLO);
            listener.proceed.countDown();

            assertThat(client.readResponse().body(), is("waited"));
            assertThat(client.readResponse().body(), is("hello"));
            assertThat(client.readResponse().body(), is("hello"));
            assertThat(client.send(HELLO).readResponse().body(), is("hello"));
        }
    }

    @Test
    void noticesNothingIfItIsSwitchedOff() throws Exception {
        var settings =
                new ServerSettings(
                        "127.0.0.1",
                        0,
                        TestListener.LONG,
                        TestListener.LONG,
                        TestListener.LONG,
                        false,
                        Duration.ZERO,
                        Duration.ofSeconds(5),
                        List.of(),
                        PathPrefixes.NONE,
                        1000);
        try (var listener = TestListener.start(settings);
                var client = listener.client()) {
            var detected =
                    client.send("GET /v1/detector HTTP/1.1\r\nHost: a\r\n\r\n").readResponse();

            assertThat(detected.body(), is("off"));
        }
    }

    private static TestListener start(boolean tls) throws Exception {
        var settings =
                TestListener.settings(
                        TestListener.LONG, TestListener.LONG, TestListener.LONG, List.of());
        if (!tls) {
            return TestListener.start(settings);
        }
        var files =
                new TlsSettings(
                        own.certificateFile(folder),
                        own.keyFile(folder),
                        Optional.empty(),
                        TlsSettings.ClientAuth.NONE);
        return TestListener.start(settings, new ListenerTls(files, _ -> {}));
    }

    private static Socket connect(TestListener listener, boolean tls) throws Exception {
        return tls
                ? own.server(own).getSocketFactory().createSocket("127.0.0.1", listener.port())
                : new Socket(InetAddress.getLoopbackAddress(), listener.port());
    }
}
