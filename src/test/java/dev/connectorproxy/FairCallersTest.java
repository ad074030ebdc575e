package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The slow calls of one API key never make those of another one fail, whichever limit they reach.
@ServerMetricsLock
class FairCallersTest {
    private static final String HEADER = "Spiff-Connector-Proxy-Api-Key";
    private static final String KEYS =
            """
            security:
              keys:
                - {name: slow, value: slow-key}
                - {name: quick, value: quick-key}
            """;
    private static final int SLOW_CALLS = 64;
    private static final int QUICK_CALLS = 10;

    private final CountDownLatch release = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limits: {in-flight: 64, waiting: 8}",
                "egress: {per-host: 64, per-host-waiting: 8, allow: [127.0.0.0/8]}",
                "egress: {connections: 64, per-host-wait: PT0.2S, allow: [127.0.0.0/8]}",
                "limits: {request-bytes: 64 KiB, body-bytes: 512 KiB}"
            })
    void slowCallsOfOneKeyDoNotRefuseThoseOfAnother(String limits) throws Exception {
        try (var upstream = new RecordingUpstream(this::respond);
                var proxy = new RunningProxy(KEYS + limits + "\n")) {
            var slow = startAll(SLOW_CALLS, () -> call(proxy, "slow-key", upstream.url()));
            Await.condition(
                    "the slow calls hang, or are refused",
                    () ->
                            upstream.requests().size()
                                            + slow.stream().filter(FutureTask::isDone).count()
                                    >= SLOW_CALLS);

            var quick = startAll(QUICK_CALLS, () -> call(proxy, "quick-key", upstream.url()));
            var statuses = new ArrayList<Integer>();
            for (var call : quick) {
                statuses.add(call.get().status());
            }
            release.countDown();
            var slowStatuses = new ArrayList<Integer>();
            for (var call : slow) {
                slowStatuses.add(call.get().status());
            }

            assertThat(statuses, everyItem(is(200)));
            assertThat(
                    "the limit was reached",
                    slowStatuses.stream().filter(status -> status == 503).count(),
                    is(greaterThan(0L)));
        }
    }

    @Test
    void oneKeyAloneMayUseEverything() throws Exception {
        try (var upstream = new RecordingUpstream(this::respond);
                var proxy =
                        new RunningProxy(
                                "security: {api-key: slow-key}\nlimits: {in-flight: 64, waiting: 0}\n")) {
            var slow = startAll(SLOW_CALLS, () -> call(proxy, "slow-key", upstream.url()));

            Await.condition("all calls run", () -> upstream.requests().size() == SLOW_CALLS);

            release.countDown();
            for (var call : slow) {
                assertThat(call.get().status(), is(200));
            }
        }
    }

    @Test
    void theMetricsTellWhichKeyUsesALimitAndWhichIsRefused() throws Exception {
        try (var upstream = new RecordingUpstream(this::respond);
                var proxy = new RunningProxy(KEYS + "limits: {in-flight: 6, waiting: 0}\n")) {
            var slow = startAll(6, () -> call(proxy, "slow-key", upstream.url()));
            Await.condition(
                    "three run, and three are refused",
                    () ->
                            upstream.requests().size() == 3
                                    && slow.stream().filter(FutureTask::isDone).count() == 3);

            var metrics = proxy.request("GET", "/observe/metrics", "").body();

            assertThat(metrics, containsString(line("limit_used", "in-flight", "slow") + " 3"));
            assertThat(metrics, containsString(line("limit_used", "in-flight", "quick") + " 0"));
            assertThat(metrics, containsString(line("limit_used", "per-host", "slow") + " 3"));
            assertThat(metrics, containsString(line("limit_used", "connections", "slow") + " 3"));
            assertThat(
                    metrics,
                    containsString(line("limit_refusals_total", "in-flight", "slow") + " 3"));
            assertThat(
                    metrics,
                    containsString(line("limit_refusals_total", "body-bytes", "anonymous") + " 0"));
            release.countDown();
        }
    }

    private static String line(String name, String limit, String key) {
        return "connector_proxy_%s{key=\"%s\",limit=\"%s\",scope=\"application\",}"
                .formatted(name, key, limit);
    }

    private static RunningProxy.Response call(RunningProxy proxy, String key, String url) {
        var body = "{\"url\":\"%s/%s\",\"data\":\"%s\"}".formatted(url, key, "x".repeat(10 << 10));
        return proxy.run("http/PostRequest", body, HEADER, key);
    }

    private static List<FutureTask<RunningProxy.Response>> startAll(
            int count, java.util.concurrent.Callable<RunningProxy.Response> call) {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    var task = new FutureTask<>(call);
                    Thread.startVirtualThread(task);
                    return task;
                })
                .toList();
    }

    private void respond(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/slow-key")) {
            Await.latch(release);
        }
        RecordingUpstream.send(exchange, 200, "application/json", "{}");
    }
}
