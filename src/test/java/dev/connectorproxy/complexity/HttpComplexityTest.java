package dev.connectorproxy.complexity;

import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.egress.LoopbackHttpEgress;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes of a response, as hostile as a server can send them, cost CPU time at most linear in their number.
class HttpComplexityTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 §\r\n\r\n",
                "HTTP/1.1§ 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-§: §\r\nContent-Length: 0§\r\n\r\n",
                "HTTP/1.1 302 OK\r\nLocation: §\r\nKeep-Alive: timeout=§\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip§\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\n«X-№: v\r\nX:»: v\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: v\r\n« v\r\n»\r\n\r\n",
                CHUNKED + "1;§\r\na\r\n0\r\n\r\n",
                CHUNKED + "§1\r\na\r\n0\r\n\r\n",
                CHUNKED + "0\r\nX-§: §\r\n\r\n",
                CHUNKED + "1§\r\n"
            })
    void aHead(String template) {
        check(HostileInput.ofText(template));
    }

    @Test
    void manyChunksAndTrailers() {
        check(
                List.of(
                        new HostileInput(
                                "chunks",
                                length -> CHUNKED + "1\r\na\r\n".repeat(length / 6) + "0\r\n\r\n"),
                        new HostileInput(
                                "extensions",
                                length ->
                                        CHUNKED
                                                + "1;a=b\r\na\r\n".repeat(length / 10)
                                                + "0\r\n\r\n"),
                        new HostileInput(
                                "trailers",
                                length ->
                                        CHUNKED + "0\r\n" + "X: v\r\n".repeat(length / 6) + "\r\n"),
                        new HostileInput("lines", length -> "\r\n".repeat(length / 2))));
    }

    private static void check(List<HostileInput> inputs) {
        var time = new LinearTime(CpuClock.CURRENT_THREAD);
        try (var peer = new CannedPeer();
                var egress = LoopbackHttpEgress.create()) {
            for (var input : inputs) {
                time.check(
                        input.name(),
                        length -> {
                            peer.respondOnce(input.ofLength().apply(length));
                            return () -> send(egress, peer.port());
                        });
            }
        }
        time.assertNone();
    }

    private static void send(HttpEgress egress, int port) {
        var request =
                new HttpRequest(
                        "GET",
                        "http://127.0.0.1:" + port + "/",
                        List.of(),
                        Optional.empty(),
                        Redirects.FOLLOW,
                        Retries.NONE);
        try {
            egress.send(request, LoopbackHttpEgress.call(Duration.ofMinutes(1)));
        } catch (ConnectorException _) {
            // refused, which may not take long either
        }
    }
}
