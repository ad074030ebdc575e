package dev.connectorproxy.contract.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpRequest.Redirects;
import dev.connectorproxy.spi.Retries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackEgressTest {
    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/echo",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders()
                            .add("X-Seen", exchange.getRequestHeaders().getFirst("X-Given"));
                    exchange.sendResponseHeaders(418, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.createContext(
                "/hang",
                _ -> {
                    try {
                        closing.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.createContext(
                "/cut",
                exchange -> {
                    exchange.sendResponseHeaders(200, 10);
                    exchange.getResponseBody().write(new byte[5]);
                    exchange.getResponseBody().flush();
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        closing.countDown();
        server.stop(0);
    }

    @Test
    void returnsTheResponseWhateverItsStatus() {
        var response = new LoopbackEgress().send(request(url("/echo"), "hi"), call(10_000));

        assertThat(response.status(), is(418));
        assertThat(new String(response.body(), StandardCharsets.UTF_8), is("hi"));
        assertThat(response.header("x-seen"), is(Optional.of("yes")));
    }

    @Test
    void failsLikeTheRealEgress() {
        assertThat(failure("http://192.0.2.1/", 10_000), is(ErrorCode.EGRESS_BLOCKED.code()));
        assertThat(failure(url("/hang"), 1_500), is(ErrorCode.READ_TIMEOUT.code()));
        assertThat(failure(url("/cut"), 10_000), is(ErrorCode.CHUNKED_ENCODING_ERROR.code()));
        var gone = url("/echo");
        closing.countDown();
        server.stop(0);
        assertThat(failure(gone, 10_000), is(ErrorCode.CONNECTION_ERROR.code()));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static String failure(String url, int millis) {
        return assertThrows(
                        ConnectorException.class,
                        () -> new LoopbackEgress().send(request(url, ""), call(millis)))
                .code();
    }

    private static HttpRequest request(String url, String body) {
        return new HttpRequest(
                body.isEmpty() ? "GET" : "POST",
                url,
                List.of(new Header("X-Given", "yes")),
                Optional.of(body)
                        .filter(it -> !it.isEmpty())
                        .map(it -> it.getBytes(StandardCharsets.UTF_8)),
                Redirects.RETURN,
                Retries.NONE);
    }

    private static Call call(int millis) {
        long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        return new Call("id", false, Optional.empty(), deadline, Call.Trail.NONE);
    }
}
