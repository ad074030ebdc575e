package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.TestCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTlsTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST_HELLO =
            "GET /v1/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir private static Path folder;
    private static TestCertificates own;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void makeFiles() throws Exception {
        own = TestCertificates.of(folder, "own");
        certificate = own.certificateFile(folder);
        key = own.keyFile(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesOneConnectionAfterAnotherRequest(String version) throws Exception {
        try (var listener = start(tls());
                var socket = connect(listener)) {
            socket.setEnabledProtocols(new String[] {version});
            var connection = new RawClient(socket);

            var before = connection.send(HELLO).readResponse();
            var large = "a".repeat(TestListener.MAX_BODY);
            var echo = connection.send(post("/v1/echo", large)).readResponse();
            var after = connection.send(LAST_HELLO).readResponse();

            assertThat(socket.getSession().getProtocol(), is(version));
            assertThat(before.body(), is("hello"));
            assertThat(echo.body(), is(large));
            assertThat(after.body(), is("hello"));
            // with the alert close_notify: without it, the JDK would fail here
            assertThat(connection.readUntilClosed(), is(""));
        }
    }

    @Test
    void sendsAResponseOfManyRecords() throws Exception {
        try (var listener = start(tls());
                var connection = new RawClient(connect(listener))) {
            var response =
                    connection.send("GET /v1/large HTTP/1.1\r\nHost: a\r\n\r\n").readResponse();

            assertThat(response.body().length(), is(64 * 1024 * 1024));
        }
    }

    @Test
    void knowsNoOlderVersion() {
        var engine = tls().newEngine();

        assertThat(engine.getEnabledProtocols(), arrayContaining("TLSv1.3", "TLSv1.2"));
    }

    @Test
    void agreesOnHttp11() throws Exception {
        try (var listener = start(tls());
                var socket = connect(listener)) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);

            socket.startHandshake();

            assertThat(socket.getApplicationProtocol(), is("http/1.1"));
        }
    }

    @Test
    void closesAConnectionWhoseHandshakeIsTooSlow() throws Exception {
        var tls = tls();
        try (var listener = start(tls, TestListener.SHORT);
                var silent = new RawClient(listener.port());
                var slow = new RawClient(listener.port())) {
            slow.send(new byte[] {22, 3, 1, 2, 0, 1});

            assertThat(silent.readUntilClosed(), is(""));
            assertThat(slow.readUntilClosed(), is(""));
        }
        assertThat(tls.failedHandshakes(), is(2L));
    }

    @Test
    void doesNotServePlainRequests() throws Exception {
        var tls = tls();
        try (var listener = start(tls);
                var plain = new RawClient(listener.port())) {
            var alert = plain.send(HELLO).endSending().readUntilClosed();

            assertThat(alert, not(containsString("HTTP")));
            assertThat(listener.handled, empty());
        }
        assertThat(tls.failedHandshakes(), is(1L));
    }

    @Test
    void answersASlowHeadWith408() throws Exception {
        var settings =
                TestListener.settings(
                        Duration.ofSeconds(3), // enough for the handshake on a busy machine
                        TestListener.LONG,
                        TestListener.LONG,
                        List.of());
        try (var listener = TestListener.start(settings, tls());
                var connection = new RawClient(connect(listener))) {
            var response = connection.send("GET /v1/hello HTTP/1.1\r\nHo").readResponse();

            assertThat(response.status(), is(408));
        }
    }

    @Test
    void closesAnIdleConnection() throws Exception {
        var settings =
                TestListener.settings(
                        TestListener.LONG, TestListener.LONG, TestListener.SHORT, List.of());
        try (var listener = TestListener.start(settings, tls());
                var socket = connect(listener)) {
            socket.startHandshake();

            assertThrows(IOException.class, socket.getInputStream()::read); // no close_notify
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST /v1/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1x\r\n",
                "POST /v1/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n",
                "GET a:b//c HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void refusesWhatAPlainListenerRefuses(String request) throws Exception {
        try (var listener = start(tls());
                var connection = new RawClient(connect(listener))) {
            var response = connection.sendRegardless(request).readResponse();

            assertThat(response.status() / 100, is(4));
            assertThat(response.header("connection"), is("close"));
            assertThat(connection.readUntilClosed(), is(""));
        }
    }

    @Test
    void closesConnectionsInTheirHandshakeWhenItStops() throws Exception {
        try (var listener = start(tls());
                var silent = new RawClient(listener.port());
                var busy = new RawClient(connect(listener))) {
            busy.send(HELLO).readResponse(); // the silent connection was accepted before

            listener.stopListening();

            assertThat(silent.readUntilClosed(), is(""));
        }
    }

    private static ListenerTls tls() {
        var settings =
                new TlsSettings(certificate, key, Optional.empty(), TlsSettings.ClientAuth.NONE);
        return new ListenerTls(settings, _ -> {});
    }

    private static TestListener start(ListenerTls tls) {
        return start(tls, TestListener.LONG);
    }

    private static TestListener start(ListenerTls tls, Duration header) {
        var settings =
                TestListener.settings(header, TestListener.LONG, TestListener.LONG, List.of());
        return TestListener.start(settings, tls);
    }

    /// A connection, without its handshake, that trusts the listener.
    private static SSLSocket connect(TestListener listener)
            throws IOException, GeneralSecurityException {
        // the context of a server that trusts a client is that of a client that trusts a server,
        // too
        var factory = own.server(own).getSocketFactory();
        return (SSLSocket) factory.createSocket("127.0.0.1", listener.port());
    }

    private static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }
}
