package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Callers that close their connection while their command runs, through the whole program.
class CallerHangupTest extends DeferredCallsFixture {
    private static final String LIMITS = "limits: {in-flight: 1, waiting: 0}\n";
    private static final String ABANDONED =
            "connector_proxy_commands_total{command=\"http/GetRequest\",error_code=\"CallerGone\",outcome=\"abandoned\",";

    @Test
    void theRequestToTheTargetEndsAndTheCallIsLoggedAndItsPlaceIsFree() throws IOException {
        try (var hung = new HungUpstream();
                var proxy = new RunningProxy(LIMITS)) {
            try (var _ = call(proxy, "http/GetRequest", "{\"url\":\"%s/x\"}", hung.url())) {
                hung.await("/x");
            }

            hung.awaitClosed("/x");
            Await.condition("the call is counted", () -> metrics(proxy).contains(ABANDONED));
            var next = proxy.run("http/GetRequest", "{\"url\":\"%s\"}".formatted(upstream.url()));
            assertThat(next.status(), is(200));
            assertThat(next.json().isNull("error"), is(true));
            var log = proxy.logAfterClose();
            assertThat(log, containsString("\"error_code\":\"CallerGone\""));
            assertThat(log, not(containsString("Exception")));
        }
    }

    @Test
    void aCallerThatClosesItsSendingDirectionHasHungUpAndReceivesNothing() throws IOException {
        try (var hung = new HungUpstream();
                var proxy = new RunningProxy("");
                var caller = call(proxy, "http/GetRequest", "{\"url\":\"%s/x\"}", hung.url())) {
            hung.await("/x");

            caller.shutdownOutput();

            hung.awaitClosed("/x");
            assertThat(caller.getInputStream().readAllBytes().length, is(0));
        }
    }

    @Test
    void theCommandOfAnotherProxyIsInterruptedToo() throws IOException {
        try (var hung = new HungUpstream();
                var peer = new RunningProxy("");
                var proxy =
                        new RunningProxy(
                                "federation: [{name: peer, url: 'http://127.0.0.1:%d', prefix: p_}]"
                                        .formatted(peer.port()))) {
            Await.condition(
                    "the command is listed",
                    () ->
                            proxy.request("GET", "/v1/commands", "")
                                    .body()
                                    .contains("p_http/GetRequest"));
            try (var _ = call(proxy, "p_http/GetRequest", "{\"url\":\"%s/x\"}", hung.url())) {
                hung.await("/x");
            }

            hung.awaitClosed("/x");
            assertThat(proxy.logAfterClose(), containsString("\"error_code\":\"CallerGone\""));
        }
    }

    @Test
    void aCallThatIsNotDeferredYetIsInterrupted() throws IOException {
        arena.addWaitingTask("t");
        try (var hung = new HungUpstream();
                var proxy = proxy("after: PT30S,")) {
            try (var _ = callWithCallback(proxy, hung.url() + "/x")) {
                hung.await("/x");
            }

            hung.awaitClosed("/x");
        }
    }

    @Test
    void aCallThatHasBeenDeferredGoesOn() throws IOException {
        var release = new CountDownLatch(1);
        arena.addWaitingTask("t");
        try (var slow =
                        new RecordingUpstream(exchange -> {
                            Await.latch(release);
                            RecordingUpstream.send(exchange, 200, "application/json", "{}");
                        });
                var proxy = proxy("after: PT0.05S,")) {
            try (var caller = callWithCallback(proxy, slow.url())) {
                var status = new String(caller.getInputStream().readNBytes(12));
                assertThat(status, is("HTTP/1.1 202"));
            }
            release.countDown();

            var callback = json(arena.awaitCallback("t").body());

            assertThat(callback.isNull("error"), is(true));
        }
    }

    private Socket callWithCallback(RunningProxy proxy, String url) throws IOException {
        var body = "{\"url\":\"%s\",\"spiff__callback_url\":\"" + arena.callback("t") + "\"}";
        return call(proxy, "http/GetRequest", body, url);
    }

    private static Socket call(RunningProxy proxy, String command, String body, String url)
            throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        var json = body.formatted(url);
        socket.getOutputStream()
                .write(
                        """
                        POST /v1/do/%s HTTP/1.1\r
                        Host: a\r
                        Spiff-Connector-Proxy-Api-Key: %s\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        \r
                        %s\
                        """
                                .formatted(command, AS_ADMIN[1], json.length(), json)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String metrics(RunningProxy proxy) {
        return proxy.request("GET", "/observe/metrics", "").body();
    }
}
