package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/// The memory of all bodies together is limited: a large response of one call does not exhaust the heap.
@ServerMetricsLock
class BodyMemoryTest {
    private static final int LARGE = 3 << 20;

    private final Semaphore underWay = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void refusesALargeResponseWhileAnotherIsHeldAndAcceptsItLater() throws Exception {
        try (var upstream = new RecordingUpstream(this::respond);
                var proxy =
                        new RunningProxy(
                                "limits: {request-bytes: 1 MiB, body-bytes: 5 MiB, wait: PT0.5S}")) {
            var first = held(proxy, upstream);
            var second = get(proxy, upstream.url() + "/at-once");
            for (int i = 0; i < 100 && second.status() == 200; i++) {
                // the first is not read completely yet, or was refused because of the second
                first = first.isDone() ? held(proxy, upstream) : first;
                second = get(proxy, upstream.url() + "/at-once");
            }
            release.countDown();
            var third = first.get();
            var fourth = get(proxy, upstream.url() + "/at-once");

            assertThat(second.status(), is(503));
            assertThat(second.errorCode(), is("ProxyOverloaded"));
            assertThat(third.status(), is(200));
            assertThat(
                    fourth.commandResponse()
                            .getJsonObject("body")
                            .getString("raw_response")
                            .length(),
                    is(LARGE));
        }
    }

    /// A call whose response has been sent but for its last byte.
    private FutureTask<RunningProxy.Response> held(RunningProxy proxy, RecordingUpstream upstream)
            throws InterruptedException {
        var call = new FutureTask<>(() -> get(proxy, upstream.url() + "/held"));
        Thread.startVirtualThread(call);
        underWay.acquire();
        return call;
    }

    private static RunningProxy.Response get(RunningProxy proxy, String url) {
        return proxy.run("http/GetRequest", "{\"url\": \"%s\"}".formatted(url));
    }

    private void respond(HttpExchange exchange) throws IOException {
        var body = "x".repeat(LARGE).getBytes();
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, LARGE);
        var out = exchange.getResponseBody();
        out.write(body, 0, LARGE - 1);
        out.flush();
        if (exchange.getRequestURI().getPath().equals("/held")) {
            underWay.release();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        out.write(body, LARGE - 1, 1);
        exchange.close();
    }
}
