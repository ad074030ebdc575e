package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call of a built-in connector whose target sends 100 MB, or nothing, affects only itself. Misbehaving commands are
/// tested with plugins, which are run in the same manner.
@ServerMetricsLock
class BuiltInCallsTest {
    private static final byte[] PIECE = " ".repeat(1 << 20).getBytes();
    private static final long HUGE = 100L << 20;

    private final CountDownLatch asked = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http/GetRequest {'url': '%s/huge'}",
                "http/GetRequest {'url': '%s/endless'}",
                "http/GetRequestV2 {'url': '%s/huge'}",
                "http/PostRequestV2 {'url': '%s/endless'}",
                "slack/PostMessage {'token': 'a', 'channel': 'b', 'message': 'c'}",
                "aws/ScanDynamoTable {'table_name': 'table'}",
                "aws/UploadFileData {'file_data': 'data:a/b;name=a;base64,YQ==', 'bucket': 'bucket', 'object_name': 'c'}"
            })
    void aResponseOfAHundredMegabytesIsRefused(String call) throws IOException {
        try (var upstream = new RecordingUpstream(BuiltInCallsTest::huge);
                var proxy = proxy(upstream, "/huge", "PT30S")) {
            var response = run(proxy, call.formatted(upstream.url()));

            assertThat(response.body(), response.errorCode(), is("ResponseTooLarge"));
            assertThat(example(proxy), is(200));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http/GetRequest {'url': '%s'}",
                "http/GetRequestV2 {'url': '%s', 'attempts': 10}",
                "slack/PostMessage {'token': 'a', 'channel': 'b', 'message': 'c'}",
                "aws/ScanDynamoTable {'table_name': 'table'}"
            })
    void aTargetThatNeverRespondsDelaysNoOtherCallAndNothingOutlivesTheCall(String call)
            throws Exception {
        try (var upstream = new RecordingUpstream(this::silent);
                var proxy = proxy(upstream, "/silent", "PT2S")) {
            var hanging = new FutureTask<>(() -> run(proxy, call.formatted(upstream.url())));
            Thread.startVirtualThread(hanging);
            asked.await();

            int meanwhile = example(proxy);
            boolean stillHanging = !hanging.isDone();
            var response = hanging.get();

            assertThat(meanwhile, is(200));
            assertThat(stillHanging, is(true));
            assertThat(response.body(), response.errorCode(), is("ReadTimeout"));
            assertThat(example(proxy), is(200));
            assertThat(proxy.logAfterClose(), not(containsString("did not end")));
        }
    }

    @Test
    void manyResponsesOfAHundredMegabytesAtOnceAreRefusedToo() throws Exception {
        try (var upstream = new RecordingUpstream(BuiltInCallsTest::huge);
                var proxy = proxy(upstream, "/huge", "PT30S")) {
            var calls = new ArrayList<FutureTask<RunningProxy.Response>>();
            for (int i = 0; i < 16; i++) {
                var call = "http/GetRequest {'url': '%s/endless'}".formatted(upstream.url());
                calls.add(new FutureTask<>(() -> run(proxy, call)));
                Thread.startVirtualThread(calls.getLast());
            }

            for (var call : calls) {
                assertThat(call.get().errorCode(), oneOf("ResponseTooLarge", "ProxyOverloaded"));
            }
            assertThat(example(proxy), is(200));
        }
    }

    private static RunningProxy proxy(RecordingUpstream upstream, String path, String deadline)
            throws IOException {
        return new RunningProxy(
                """
                limits: {deadline: %s}
                connectors:
                  slack: {base-url: "%s%s"}
                  aws: {endpoint: "%s%s", access-key-id: a, secret-access-key: b, region: us-east-1}
                """
                        .formatted(deadline, upstream.url(), path, upstream.url(), path));
    }

    private static RunningProxy.Response run(RunningProxy proxy, String call) {
        var parts = call.replace('\'', '"').split(" ", 2);
        return proxy.run(parts[0], parts[1]);
    }

    private static int example(RunningProxy proxy) {
        return proxy.run("example/Example", "{\"message\":\"a\"}").status();
    }

    /// With a length, or without one where the path says so.
    private static void huge(HttpExchange exchange) throws IOException {
        boolean endless = exchange.getRequestURI().getPath().equals("/endless");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, endless ? 0 : HUGE);
        try (var out = exchange.getResponseBody()) {
            for (long sent = 0; sent < HUGE; sent += PIECE.length) {
                out.write(PIECE);
            }
        } catch (IOException _) {
            // the proxy closed the connection, as expected
        }
    }

    private void silent(HttpExchange exchange) {
        asked.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the end of the test
        }
    }
}
