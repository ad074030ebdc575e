package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other proxies that are slow, send too much or close the connection.
@ServerMetricsLock
class FederatedBoundsTest extends FederatedCallsFixture {
    @Test
    void aSlowPeerIsCutOffAtItsTimeoutAndDelaysNoOtherCall() throws IOException {
        var release = new CountDownLatch(1);
        peer.respondingWith(exchange -> Await.latch(release));
        try (var proxy = proxy(", timeout: PT0.3S")) {
            var begin = System.nanoTime();
            var slow = proxy.run("py/Work", "{}");
            var took = Duration.ofNanos(System.nanoTime() - begin);

            assertThat(slow.errorCode(), is("ReadTimeout"));
            assertThat(slow.commandResponse().getInt("http_status"), is(504));
            assertThat(took, lessThan(Duration.ofSeconds(10)));
            assertThat(proxy.run("example/Example", "{\"message\":\"hi\"}").status(), is(200));
        } finally {
            release.countDown();
        }
    }

    @Test
    void aPeerThatTricklesIsCutOffAtTheDeadlineOfAllCommands() throws IOException {
        var release = new CountDownLatch(1);
        peer.respondingWith(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (release.getCount() > 0) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                Thread.onSpinWait();
            }
        });
        try (var proxy = proxy(", response-bytes: 1024 MiB", "limits: {deadline: PT0.4S}\n", "")) {
            assertThat(proxy.run("py/Work", "{}").errorCode(), is("ReadTimeout"));
        } finally {
            release.countDown();
        }
    }

    @Test
    void aResponseThatIsTooLargeIsRefused() throws IOException {
        peer.respondingWith(
                exchange -> FakePeer.json(exchange, 200, "\"" + "x".repeat(3000) + "\""));
        try (var proxy = proxy(", response-bytes: 2 KiB")) {
            var response = proxy.run("py/Work", "{}");

            assertThat(response.errorCode(), is("ResponseTooLarge"));
            assertThat(response.commandResponse().getInt("http_status"), is(413));
        }
    }

    @Test
    void callsToOnePeerAreLimited() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        peer.respondingWith(exchange -> {
            begun.countDown();
            Await.latch(release);
            FakePeer.json(exchange, 200, "{\"late\":1}");
        });
        try (var proxy = proxy(", in-flight: 1")) {
            var late = new java.util.concurrent.FutureTask<>(() -> proxy.run("py/Work", "{}"));
            Thread.ofVirtual().start(late);
            begun.await();

            var refused = proxy.run("py/Work", "{}");
            release.countDown();

            assertThat(refused.status(), is(503));
            assertThat(refused.errorCode(), is("ProxyOverloaded"));
            assertThat(refused.headers(), hasKey("Retry-After"));
            assertThat(late.get().body(), is("{\"late\":1}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1]", ""})
    void aMalformedCallIsNotForwarded(String body) throws IOException {
        try (var proxy = proxy("")) {
            var response =
                    body.isEmpty()
                            ? proxy.request("GET", "/v1/do/py/Work", "")
                            : proxy.run("py/Work", body);

            assertThat(response.status(), is(body.isEmpty() ? 405 : 400));
            assertThat(peer.calls().size(), is(0));
        }
    }
}
