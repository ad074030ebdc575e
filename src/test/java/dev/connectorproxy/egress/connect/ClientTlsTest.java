package dev.connectorproxy.egress.connect;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.EgressSettings;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.egress.LoopbackSender;
import dev.connectorproxy.egress.ScriptedServer;
import dev.connectorproxy.egress.ScriptedServer.Script;
import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.egress.target.AllowList;
import dev.connectorproxy.egress.target.InternationalHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTlsTest {
    private static final String NAME = "secure.example.com";

    @TempDir static Path folder;
    private static TestCertificates server;
    private static TestCertificates client;

    @BeforeAll
    static void certificates() {
        server = TestCertificates.of(folder, NAME);
        client = TestCertificates.of(folder, "client.example.com");
    }

    @Test
    void sendsAndVerifiesTheHostNameThoughTheSocketConnectsToAnAddress() throws Exception {
        var named = new CompletableFuture<String>();
        try (var up = listening(false, recordingServerName("ok", named));
                var sender = sender(server.trusted())) {

            var seen = sender.send(get("https://" + NAME + ":" + up.port() + "/"));

            assertThat(text(seen), is("ok"));
            assertThat(named.join(), is(NAME));
        }
    }

    /// Only the first bytes are looked at: the JDK's own servers refuse such a name.
    @Test
    void sendsAHostNameWithAnUnderscore() throws Exception {
        var hello = new CompletableFuture<String>();
        try (var up =
                        new ScriptedServer(peer -> {
                            var bytes = peer.socket().getInputStream().readNBytes(250);
                            hello.complete(new String(bytes, StandardCharsets.ISO_8859_1));
                        });
                var sender = sender(server.trusted())) {

            var failure =
                    sender.failure(get("https://stack_secure.example.com:" + up.port() + "/"));

            assertThat(failure.code(), anyOf(is("SSLError"), is("ConnectionError")));
            assertThat(hello.join(), containsString("stack_secure.example.com"));
        }
    }

    @Test
    void reusesATlsConnection() throws Exception {
        try (var up = listening(false, alwaysOk());
                var sender = sender(server.trusted())) {
            for (int i = 0; i < 4; i++) {
                sender.send(get("https://" + NAME + ":" + up.port() + "/"));
            }

            assertThat(up.connections(), is(1));
        }
    }

    @Test
    void neverTakesExtraBytesForTheNextResponseUnderTls() throws Exception {
        var poisoned = new CompletableFuture<Boolean>();
        try (var up =
                        listening(
                                false,
                                peer -> {
                                    peer.read();
                                    peer.send(ScriptedServer.ok("good " + peer.number()));
                                    peer.send(ScriptedServer.ok("poison"));
                                    poisoned.complete(true);
                                    peer.read();
                                });
                var sender = sender(server.trusted())) {
            var url = "https://" + NAME + ":" + up.port() + "/";
            assertThat(text(sender.send(get(url))), is("good 1"));
            poisoned.join();

            assertThat(text(sender.send(get(url))), is("good 2"));
        }
    }

    @Test
    void refusesACertificateForAnotherName() throws Exception {
        try (var up = listening(false, alwaysOk());
                var sender = sender(server.trusted())) {

            var failure = sender.failure(get("https://other.example.com:" + up.port() + "/"));

            assertThat(failure.code(), is("SSLError"));
            assertThat(
                    failure.getMessage(), containsString("https://other.example.com:" + up.port()));
        }
    }

    @Test
    void refusesACertificateOfAnUnknownAuthority() throws Exception {
        try (var up = listening(false, alwaysOk());
                var sender = sender(LoopbackHttpEgress.TLS)) {

            var failure = sender.failure(get("https://" + NAME + ":" + up.port() + "/"));

            assertThat(failure.code(), is("SSLError"));
            assertThat(failure.getMessage(), containsString("not trusted"));
        }
    }

    @Test
    void reportsAServerWithoutTls() {
        try (var plain =
                        new ScriptedServer(peer -> {
                            peer.socket().getInputStream().read();
                            peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                            peer.socket().getInputStream().readNBytes(200);
                        });
                var sender = new LoopbackSender()) {

            var failure = sender.failure(get("https://127.0.0.1:" + plain.port() + "/"));

            assertThat(failure.code(), is("SSLError"));
        }
    }

    @Test
    void reportsAServerThatClosesDuringTheHandshake() {
        try (var up = new ScriptedServer(peer -> peer.socket().getInputStream().readNBytes(100));
                var sender = new LoopbackSender()) {

            var failure = sender.failure(get("https://127.0.0.1:" + up.port() + "/"));

            assertThat(failure.getMessage(), failure.code(), is("ConnectionError"));
        }
    }

    @Test
    void sendsItsOwnCertificateOnRequest() throws Exception {
        var both =
                new ClientTls(
                        List.of(server.certificate()),
                        List.of(client.certificate()),
                        Optional.of(client.key()));
        try (var up = listening(true, alwaysOk());
                var known = sender(both);
                var unknown = sender(server.trusted())) {
            var url = "https://" + NAME + ":" + up.port() + "/";

            assertThat(text(known.send(get(url))), is("ok"));
            // the refusal arrives as a TLS alert or, if a reset arrives first, as a closed
            // connection
            assertThat(
                    unknown.failure(get(url)).code(), anyOf(is("SSLError"), is("ConnectionError")));
        }
    }

    @Test
    void failsOnATruncatedTlsStream() throws Exception {
        var factory = server.server(client).getSocketFactory();
        try (var up =
                        new ScriptedServer(peer -> {
                            var raw = peer.socket();
                            var tls =
                                    (SSLSocket)
                                            factory.createSocket(raw, null, raw.getPort(), false);
                            tls.setUseClientMode(false);
                            tls.getInputStream().read();
                            tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\npart".getBytes());
                            raw.shutdownOutput(); // without close_notify
                            raw.getInputStream().readAllBytes();
                        });
                var sender = sender(server.trusted())) {

            var failure = sender.failure(get("https://" + NAME + ":" + up.port() + "/"));

            assertThat(failure.code(), is("ChunkedEncodingError"));
        }
    }

    private static LoopbackSender sender(ClientTls tls) {
        return new LoopbackSender(
                new EgressSettings(
                        AllowList.parse(List.of()),
                        InternationalHosts.REFUSED,
                        LoopbackSender.TIMEOUTS,
                        LoopbackSender.LIMITS,
                        ProxySettings.NONE,
                        tls,
                        0));
    }

    static ScriptedServer listening(boolean wantsCertificate, Script script)
            throws GeneralSecurityException, IOException {
        var listener =
                (SSLServerSocket)
                        server.server(client)
                                .getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(wantsCertificate);
        return new ScriptedServer(listener, script);
    }

    private static Script alwaysOk() {
        return peer -> {
            while (true) {
                peer.read();
                peer.send(ScriptedServer.ok("ok"));
            }
        };
    }

    private static Script recordingServerName(String body, CompletableFuture<String> named) {
        return peer -> {
            peer.read();
            var session = (ExtendedSSLSession) ((SSLSocket) peer.socket()).getSession();
            var name = (SNIHostName) session.getRequestedServerNames().getFirst();
            named.complete(name.getAsciiName());
            peer.send(ScriptedServer.ok(body));
        };
    }
}
