package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.server.TlsSettings.ClientAuth;
import dev.connectorproxy.toolkit.TrustStores;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTlsTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST_HELLO =
            "GET /v1/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir private static Path made;
    private static TestCertificates first;
    private static TestCertificates second;
    private static TestCertificates client;

    @TempDir private Path folder;
    private final Queue<Optional<String>> outcomes = new ConcurrentLinkedQueue<>();
    private Path certificate;
    private Path key;

    @BeforeAll
    static void makeCertificates() {
        first = TestCertificates.of(made, "first");
        second = TestCertificates.of(made, "second");
        client = TestCertificates.of(made, "client");
    }

    @BeforeEach
    void writeFiles() throws Exception {
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        replaceFiles(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesOneConnectionAfterAnotherRequest(String version) throws Exception {
        try (var listener = start(tls());
                var socket = connect(listener, first, second)) {
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
                var connection = new RawClient(connect(listener, first, second))) {
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
                var socket = connect(listener, first, second)) {
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
                        TestListener.SHORT, TestListener.LONG, TestListener.LONG, List.of());
        try (var listener = TestListener.start(settings, tls());
                var connection = new RawClient(connect(listener, first, second))) {
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
                var socket = connect(listener, first, second)) {
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
                var connection = new RawClient(connect(listener, first, second))) {
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
                var busy = new RawClient(connect(listener, first, second))) {
            busy.send(HELLO).readResponse(); // the silent connection was accepted before

            listener.stopListening();

            assertThat(silent.readUntilClosed(), is(""));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientAuth.class,
            names = {"OPTIONAL", "REQUIRED"})
    void acceptsAClientWhoseCertificateIsOfItsAuthority(ClientAuth auth) throws Exception {
        try (var listener = start(tls(auth));
                var connection = new RawClient(connect(listener, first, client))) {
            assertThat(connection.send(HELLO).readResponse().body(), is("hello"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientAuth.class,
            names = {"OPTIONAL", "REQUIRED"})
    void refusesAClientWhoseCertificateIsOfAnotherAuthority(ClientAuth auth) throws Exception {
        var tls = tls(auth);
        try (var listener = start(tls);
                var socket = connect(listener, new AnyAuthority(second))) {
            assertThrows(IOException.class, () -> hello(socket));
            assertThat(listener.handled, empty());
        }
        assertThat(tls.failedHandshakes(), is(1L));
    }

    @Test
    void tellsAClientWithoutACertificateThatOneIsRequired() throws Exception {
        try (var listener = start(tls(ClientAuth.REQUIRED));
                var socket = connect(listener)) {
            var refused = assertThrows(IOException.class, () -> hello(socket));

            assertThat(refused.getMessage(), containsString("certificate_required"));
            assertThat(listener.handled, empty());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientAuth.class,
            names = {"NONE", "OPTIONAL"})
    void servesAClientWithoutACertificateUnlessOneIsRequired(ClientAuth auth) throws Exception {
        try (var listener = start(tls(auth));
                var socket = connect(listener)) {
            assertThat(hello(socket), startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void usesChangedFilesForNewConnectionsAndKeepsOpenOnes() throws Exception {
        var tls = tls();
        try (var listener = start(tls);
                var open = new RawClient(connect(listener, first, client))) {
            var before = open.send(HELLO).readResponse();

            replaceFiles(second);

            try (var next = new RawClient(connect(listener, second, client))) {
                assertThat(next.send(HELLO).readResponse().body(), is("hello"));
            }
            assertThat(open.send(HELLO).readResponse().body(), is(before.body()));
        }
        assertThat(outcomes, contains(Optional.empty()));
        assertThat(tls.expiry(), is(second.certificate().getNotAfter().toInstant()));
    }

    @Test
    void keepsThePreviousFilesInUseWhileTheNewOnesAreBroken() throws Exception {
        var tls = tls();
        try (var listener = start(tls)) {
            Files.writeString(key, "broken");
            for (int i = 0; i < 3; i++) {
                try (var connection = new RawClient(connect(listener, first, client))) {
                    assertThat(connection.send(HELLO).readResponse().body(), is("hello"));
                }
            }
            assertThat(tls.isStale(), is(true));
            assertThat(outcomes.size(), is(1));
            assertThat(
                    outcomes.element().orElseThrow(),
                    startsWith("server.tls.private-key-file must be"));

            replaceFiles(second);

            try (var connection = new RawClient(connect(listener, second, client))) {
                assertThat(connection.send(HELLO).readResponse().body(), is("hello"));
            }
            assertThat(tls.isStale(), is(false));
        }
    }

    private ListenerTls tls() {
        return tls(ClientAuth.NONE);
    }

    private ListenerTls tls(ClientAuth auth) {
        try {
            var authorities =
                    auth == ClientAuth.NONE
                            ? Optional.<Path>empty()
                            : Optional.of(client.certificateFile(folder));
            return new ListenerTls(
                    new TlsSettings(certificate, key, authorities, auth), outcomes::add);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Replaces each file at once, the key before the certificate: in between, they do not belong together.
    private void replaceFiles(TestCertificates by) throws IOException, GeneralSecurityException {
        Files.move(by.keyFile(folder), key, StandardCopyOption.REPLACE_EXISTING);
        Files.move(by.certificateFile(folder), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private static TestListener start(ListenerTls tls) {
        return start(tls, TestListener.LONG);
    }

    private static TestListener start(ListenerTls tls, Duration header) {
        var settings =
                TestListener.settings(header, TestListener.LONG, TestListener.LONG, List.of());
        return TestListener.start(settings, tls);
    }

    /// A connection, without its handshake, that trusts one certificate and has another one of its own.
    private static SSLSocket connect(
            TestListener listener, TestCertificates trusted, TestCertificates own)
            throws IOException, GeneralSecurityException {
        // the context of a server that trusts a client is that of a client that trusts a server,
        // too
        var factory = own.server(trusted).getSocketFactory();
        return (SSLSocket) factory.createSocket("127.0.0.1", listener.port());
    }

    /// A connection, without its handshake, with these certificates.
    private static SSLSocket connect(TestListener listener, KeyManager... keys)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        var trust = TrustStores.managers(List.of(first.certificate()));
        context.init(keys, trust, null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", listener.port());
    }

    private static String hello(SSLSocket socket) throws IOException {
        socket.getOutputStream().write(LAST_HELLO.getBytes());
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes());
    }

    private static String post(String path, String body) {
        return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, body.length(), body);
    }

    /// Presents its certificate whatever authorities the server names.
    private static final class AnyAuthority extends X509ExtendedKeyManager {
        private final TestCertificates own;

        AnyAuthority(TestCertificates own) {
            this.own = own;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "it";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            try {
                return new X509Certificate[] {own.certificate()};
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            try {
                return own.key();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {"it"};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            throw new AssertionError();
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            throw new AssertionError();
        }
    }
}
