package dev.connectorproxy.outbound;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.egress.ScriptedServer;
import dev.connectorproxy.toolkit.HttpOrigin;
import io.helidon.http.Method;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleUseHttpClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"stack_proxy:8004", "proxy:8004", "[::1]:8004"})
    void sendsTheHostOfTheOriginAndThePathUnchanged(String host) {
        var head = new CompletableFuture<String>();
        try (var up =
                new ScriptedServer(peer -> {
                    head.complete(peer.readHead());
                    peer.send(ScriptedServer.ok("{}"));
                })) {
            var client = new SingleUseHttpClient(TIMEOUT, TIMEOUT);
            var connection =
                    new SingleUseConnection(
                            client.connect(new HttpOrigin("http", "127.0.0.1", up.port())),
                            System.nanoTime() + TIMEOUT.toNanos(),
                            1_000);
            var origin = HttpOrigin.ofUrl("http://" + host).orElseThrow();

            client.request(Method.GET, origin, URI.create("http://x/a%2Fb?c"), connection)
                    .request()
                    .close();

            assertThat(head.join(), startsWith("GET /a%2Fb?c HTTP/1.1\r\n"));
            assertThat(head.join(), containsString("\r\nHost: " + host + "\r\n"));
        }
    }
}
