package dev.connectorproxy.egress;

import static dev.connectorproxy.egress.LoopbackSender.get;
import static dev.connectorproxy.egress.LoopbackSender.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.egress.connect.ClientTls;
import dev.connectorproxy.egress.connect.ProxyServer;
import dev.connectorproxy.egress.connect.ProxySettings;
import dev.connectorproxy.egress.target.AllowList;
import dev.connectorproxy.egress.target.EgressPolicy;
import dev.connectorproxy.egress.target.InternationalHosts;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ClientCertificate;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpProxyTest {
    @TempDir static Path folder;

    @Test
    void sendsTheUnchangedUrlToTheProxy() {
        try (var proxy = ScriptedServer.responding(ScriptedServer.ok("through"));
                var sender = sender(proxy, Optional.of("Basic dTpw"), LoopbackHttpEgress.TLS)) {

            var seen = sender.send(get("http://nowhere.example.com/a%2Fb?c"));
            sender.send(get("http://up.example.com:8080/"));

            assertThat(text(seen), is("through"));
            var first = proxy.requests().getFirst();
            assertThat(first.line(), is("GET http://nowhere.example.com/a%2Fb?c HTTP/1.1"));
            assertThat(first.field("Host"), is(Optional.of("nowhere.example.com")));
            assertThat(first.field("Proxy-Authorization"), is(Optional.of("Basic dTpw")));
            assertThat(
                    proxy.requests().get(1).line(), is("GET http://up.example.com:8080/ HTTP/1.1"));
        }
    }

    @Test
    void reachesTlsThroughATunnelAndKeepsItsPasswordFromTheTarget() throws Exception {
        var certificates = TestCertificates.of(folder, "secure.example.com");
        try (var up = secure(certificates);
                var proxy = tunnel(up);
                var sender = sender(proxy, Optional.of("Basic dTpw"), certificates.trusted())) {
            var url = "https://secure.example.com:" + up.port() + "/x";

            assertThat(text(sender.send(get(url))), is("ok"));
            assertThat(text(sender.send(get(url))), is("ok"));

            var connect = proxy.requests().getFirst();
            assertThat(connect.line(), is("CONNECT secure.example.com:" + up.port() + " HTTP/1.1"));
            assertThat(connect.field("Proxy-Authorization"), is(Optional.of("Basic dTpw")));
            assertThat(up.requests().getFirst().line(), is("GET /x HTTP/1.1"));
            assertThat(up.requests().getFirst().field("Proxy-Authorization"), is(Optional.empty()));
            assertThat(up.connections(), is(1));
        }
    }

    @Test
    void presentsTheCertificateOfACallInsideTheTunnel() throws Exception {
        var certificates = TestCertificates.of(folder, "inner.example.com");
        var client = TestCertificates.of(folder, "client.example.com");
        var certificate =
                new ClientCertificate(client.key(), List.of(client.certificate()), List.of());
        try (var up = secure(certificates.server(client), true);
                var proxy = tunnel(up);
                var sender = sender(proxy, Optional.empty(), certificates.trusted())) {
            var url = "https://inner.example.com:" + up.port() + "/x";
            var call = LoopbackSender.call(Duration.ofSeconds(60));

            var response = sender.send(get(url), call.with(new Presenting(certificate)));

            assertThat(text(response), is("ok"));
            assertThat(
                    sender.failure(get(url)).code(), anyOf(is("SSLError"), is("ConnectionError")));
        }
    }

    private record Presenting(ClientCertificate own) implements Call.Authorization {
        @Override
        public HttpResponse send(HttpRequest request, Call call, Egress egress) {
            return egress.send(request, call);
        }

        @Override
        public Optional<ClientCertificate> certificate(String origin) {
            return Optional.of(own);
        }
    }

    @Test
    void reportsThatTheProxyRefusesATunnel() {
        try (var proxy =
                        ScriptedServer.respondingOnce(
                                "HTTP/1.1 407 Who?\r\nContent-Length: 6\r\n\r\ns3cret");
                var sender = sender(proxy, Optional.empty(), LoopbackHttpEgress.TLS)) {

            var failure = sender.failure(get("https://secure.example.com/"));

            assertThat(failure.code(), is("ConnectionError"));
            assertThat(failure.getMessage(), containsString("407"));
        }
    }

    @Test
    void sendsNoForbiddenTargetToTheProxy() {
        var guard =
                new EgressPolicy(
                        AllowList.parse(List.of()),
                        _ -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        try (var proxy = ScriptedServer.responding(ScriptedServer.ok("through"));
                var sender =
                        new LoopbackSender(
                                new HttpEgress(
                                        settings(proxy, Optional.empty(), LoopbackHttpEgress.TLS),
                                        guard,
                                        Shares.NONE,
                                        ExchangeListener.NONE))) {

            for (var url :
                    List.of(
                            "http://127.0.0.1:8080/",
                            "http://a.example.com/",
                            "https://a.example.com/")) {
                assertThat(url, sender.failure(get(url)).code(), is("EgressBlocked"));
            }
            assertThat(proxy.requests(), is(empty()));
        }
    }

    @Test
    void sendsNoForbiddenPortToTheProxyThoughARangeIsAllowed() {
        var guard =
                new EgressPolicy(
                        AllowList.parse(List.of("10.0.0.0/8", "mail.example.com")),
                        host -> {
                            throw new UnknownHostException(host);
                        });
        try (var proxy = ScriptedServer.responding(ScriptedServer.ok("through"));
                var sender =
                        new LoopbackSender(
                                new HttpEgress(
                                        settings(proxy, Optional.empty(), LoopbackHttpEgress.TLS),
                                        guard,
                                        Shares.NONE,
                                        ExchangeListener.NONE))) {

            var refused = sender.failure(get("http://api.example.com:22/"));
            var opened = sender.send(get("http://mail.example.com:22/"));

            assertThat(refused.code(), is("EgressBlocked"));
            assertThat(text(opened), is("through"));
            assertThat(proxy.requests().size(), is(1));
        }
    }

    @Test
    void connectsDirectlyToExceptions() {
        try (var proxy = ScriptedServer.responding(ScriptedServer.ok("through"));
                var up = ScriptedServer.responding(ScriptedServer.ok("straight"));
                var sender = sender(proxy, Optional.empty(), LoopbackHttpEgress.TLS)) {

            var seen = sender.send(get("http://direct.example.com:" + up.port() + "/"));

            assertThat(text(seen), is("straight"));
            assertThat(up.requests().getFirst().line(), is("GET / HTTP/1.1"));
        }
    }

    private static LoopbackSender sender(
            ScriptedServer proxy, Optional<String> authorization, ClientTls tls) {
        return new LoopbackSender(settings(proxy, authorization, tls));
    }

    private static EgressSettings settings(
            ScriptedServer proxy, Optional<String> authorization, ClientTls tls) {
        var server = Optional.of(new ProxyServer("127.0.0.1", proxy.port(), authorization));
        return new EgressSettings(
                AllowList.parse(List.of()),
                InternationalHosts.REFUSED,
                LoopbackSender.TIMEOUTS,
                LoopbackSender.LIMITS,
                new ProxySettings(server, server, List.of("direct.example.com")),
                tls,
                0);
    }

    private static ScriptedServer secure(TestCertificates certificates) throws Exception {
        return secure(certificates.server(certificates), false);
    }

    private static ScriptedServer secure(SSLContext tls, boolean demanding) throws IOException {
        var listener =
                (SSLServerSocket)
                        tls.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(demanding);
        return new ScriptedServer(
                listener,
                peer -> {
                    while (true) {
                        peer.read();
                        peer.send(ScriptedServer.ok("ok"));
                    }
                });
    }

    private static ScriptedServer tunnel(ScriptedServer up) {
        return new ScriptedServer(peer -> {
            peer.read();
            try (var out = new Socket(InetAddress.getLoopbackAddress(), up.port())) {
                peer.send("HTTP/1.1 200 Connected\r\n\r\n");
                Thread.ofVirtual().start(() -> pump(out, peer.socket()));
                peer.socket().getInputStream().transferTo(out.getOutputStream());
            }
        });
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // one side has closed
        }
    }
}
