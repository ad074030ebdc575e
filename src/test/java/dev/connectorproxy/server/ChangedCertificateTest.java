package dev.connectorproxy.server;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.egress.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of a listener's TLS change while it runs.
class ChangedCertificateTest {
    private static final String HELLO = "GET /v1/hello HTTP/1.1\r\nHost: a\r\n\r\n";

    @TempDir private static Path made;
    private static TestCertificates first;
    private static TestCertificates second;

    @TempDir private Path folder;
    private final Queue<Optional<String>> outcomes = new ConcurrentLinkedQueue<>();
    private Path certificate;
    private Path key;

    @BeforeAll
    static void makeCertificates() {
        first = TestCertificates.of(made, "first");
        second = TestCertificates.of(made, "second");
    }

    @BeforeEach
    void writeFiles() throws Exception {
        certificate = folder.resolve("certificate.pem");
        key = folder.resolve("key.pem");
        replaceFiles(first);
    }

    @Test
    void usesChangedFilesForNewConnectionsAndKeepsOpenOnes() throws Exception {
        var tls = tls();
        try (var listener = start(tls);
                var open = new RawClient(connect(listener, first))) {
            var before = open.send(HELLO).readResponse();

            replaceFiles(second);

            try (var next = new RawClient(connect(listener, second))) {
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
                try (var connection = new RawClient(connect(listener, first))) {
                    assertThat(connection.send(HELLO).readResponse().body(), is("hello"));
                }
            }
            assertThat(tls.isStale(), is(true));
            assertThat(outcomes.size(), is(1));
            assertThat(
                    outcomes.element().orElseThrow(),
                    startsWith("server.tls.private-key-file must be"));

            replaceFiles(second);

            try (var connection = new RawClient(connect(listener, second))) {
                assertThat(connection.send(HELLO).readResponse().body(), is("hello"));
            }
            assertThat(tls.isStale(), is(false));
        }
    }

    private ListenerTls tls() {
        var settings =
                new TlsSettings(certificate, key, Optional.empty(), TlsSettings.ClientAuth.NONE);
        return new ListenerTls(settings, outcomes::add);
    }

    /// Replaces each file at once, the key before the certificate: in between, they do not belong together.
    private void replaceFiles(TestCertificates by) throws IOException, GeneralSecurityException {
        Files.move(by.keyFile(folder), key, StandardCopyOption.REPLACE_EXISTING);
        Files.move(by.certificateFile(folder), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private static TestListener start(ListenerTls tls) {
        var settings =
                TestListener.settings(
                        TestListener.LONG, TestListener.LONG, TestListener.LONG, List.of());
        return TestListener.start(settings, tls);
    }

    /// A connection, without its handshake, that trusts only this certificate.
    private static SSLSocket connect(TestListener listener, TestCertificates trusted)
            throws IOException, GeneralSecurityException {
        var factory = first.server(trusted).getSocketFactory();
        return (SSLSocket) factory.createSocket("127.0.0.1", listener.port());
    }
}
