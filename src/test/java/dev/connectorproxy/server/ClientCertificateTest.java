package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.server.TlsSettings.ClientAuth;
import dev.connectorproxy.toolkit.TrustStores;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which callers a listener with TLS serves.
class ClientCertificateTest {
    private static final String HELLO =
            "GET /v1/hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir private static Path folder;
    private static TestCertificates first;
    private static TestCertificates stranger;
    private static TestCertificates client;

    @BeforeAll
    static void makeCertificates() {
        first = TestCertificates.of(folder, "server");
        stranger = TestCertificates.of(folder, "stranger");
        client = TestCertificates.of(folder, "client");
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientAuth.class,
            names = {"OPTIONAL", "REQUIRED"})
    void acceptsAClientWhoseCertificateIsOfItsAuthority(ClientAuth auth) throws Exception {
        try (var listener = start(tls(auth));
                var socket = connect(listener, new AnyAuthority(client))) {
            assertThat(hello(socket), startsWith("HTTP/1.1 200"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ClientAuth.class,
            names = {"OPTIONAL", "REQUIRED"})
    void refusesAClientWhoseCertificateIsOfAnotherAuthority(ClientAuth auth) throws Exception {
        var tls = tls(auth);
        try (var listener = start(tls);
                var socket = connect(listener, new AnyAuthority(stranger))) {
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

    private static ListenerTls tls(ClientAuth auth) throws IOException, GeneralSecurityException {
        var authorities =
                auth == ClientAuth.NONE
                        ? Optional.<Path>empty()
                        : Optional.of(client.certificateFile(folder));
        var settings =
                new TlsSettings(
                        first.certificateFile(folder), first.keyFile(folder), authorities, auth);
        return new ListenerTls(settings, _ -> {});
    }

    private static TestListener start(ListenerTls tls) {
        var settings =
                TestListener.settings(
                        TestListener.LONG, TestListener.LONG, TestListener.LONG, List.of());
        return TestListener.start(settings, tls);
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
        socket.getOutputStream().write(HELLO.getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
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
