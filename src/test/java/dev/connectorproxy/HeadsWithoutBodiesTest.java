package dev.connectorproxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A request takes the memory of its body as the body arrives, whatever its head declares.
@ServerMetricsLock
class HeadsWithoutBodiesTest {
    private static final int HEADS = 64;
    private static final int LENGTH = 1 << 20;
    private static final String DECLARED = "Content-Length: " + LENGTH;
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    @Test
    void anotherCallerIsServedAtOnceWhileHeadsWaitForTheirBodies() throws IOException {
        var silent = new ArrayList<Socket>();
        try (var upstream = RecordingUpstream.json("{}");
                var proxy =
                        new RunningProxy(
                                "limits: {request-bytes: 1 MiB, body-bytes: 4 MiB, wait: PT20S}")) {
            for (int i = 0; i < HEADS; i++) {
                silent.add(send(proxy.port(), i % 2 == 0 ? DECLARED : CHUNKED));
            }
            var body =
                    "{\"url\":\"%s\",\"data\":\"%s\"}"
                            .formatted(upstream.url(), "x".repeat(LENGTH / 2));
            long before = System.nanoTime();

            var statuses =
                    Stream.generate(() -> proxy.run("http/PostRequest", body).status())
                            .limit(10)
                            .toList();

            assertThat(statuses, everyItem(is(200)));
            assertThat(
                    Duration.ofNanos(System.nanoTime() - before),
                    is(lessThan(Duration.ofSeconds(10))));
        } finally {
            close(silent);
        }
    }

    /// Sends the head of a request, without a byte of its body.
    private static Socket send(int port, String framing) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        var head =
                "POST /v1/do/example/Example HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
                        + framing
                        + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        int first = socket.getInputStream().read(); // "100 Continue": its body is waited for
        assertThat((char) first, is('H'));
        return socket;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
