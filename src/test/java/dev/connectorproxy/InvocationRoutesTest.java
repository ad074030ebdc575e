package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The routes of operators for invocations, through the whole program.
class InvocationRoutesTest extends DeferredCallsFixture {
    @Test
    void operatorsCancelAndRedrive() throws IOException {
        arena.respondNext(404);
        try (var proxy = proxy("")) {
            var lost = call(proxy, "http/PostRequestAsync", upstream.url(), "lost", "");
            var dead = awaitState(proxy, id(lost), "dead");
            arena.addWaitingTask("lost");
            var redriven =
                    proxy.request(
                            "POST", "/admin/invocations/" + id(lost) + "/redrive", "{}", AS_ADMIN);
            arena.awaitCallback("lost");
            awaitState(proxy, id(lost), "delivered");
            var late =
                    proxy.request(
                            "POST", "/admin/invocations/" + id(lost) + "/cancel", "{}", AS_ADMIN);

            assertThat(dead.getJsonObject("callback").getString("last_answer"), is("HTTP 404"));
            assertThat(redriven.status(), is(200));
            assertThat(late.status(), is(409));
            assertThat(late.headers().get("Content-Type"), is("application/problem+json"));
        }
    }

    @Test
    void aRunningCommandThatIsCancelledIsReportedAsCancelled() throws IOException {
        var asked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var slow =
                        new RecordingUpstream(exchange -> {
                            asked.countDown();
                            Await.latch(release);
                            exchange.close();
                        });
                var proxy = proxy("")) {
            arena.addWaitingTask("stop");
            var response = call(proxy, "http/PostRequestAsync", slow.url(), "stop", "");
            Await.latch(asked);

            var cancelled =
                    proxy.request(
                            "POST",
                            "/admin/invocations/" + id(response) + "/cancel",
                            "{}",
                            AS_ADMIN);

            assertThat(cancelled.status(), is(200));
            assertThat(
                    json(arena.awaitCallback("stop").body())
                            .getJsonObject("error")
                            .getString("error_code"),
                    is("InvocationCancelled"));
            release.countDown();
            awaitState(proxy, id(response), "delivered");
            assertThat(arena.accepted(), hasSize(1));
        }
    }

    @Test
    void aFinishedCallIsRunAgainAndItsCallbackSaysThatItIsANewAttempt() throws IOException {
        try (var proxy = proxy("idempotency-header: true,")) {
            var id = id(run(proxy, "http/PostRequestAsync", "again", ""));
            awaitState(proxy, id, "delivered");
            arena.addWaitingTask("again");
            var path = "/admin/invocations/" + id + "/rerun";

            var unconfirmed = proxy.request("POST", path, "", AS_ADMIN);
            var confirmation = "{\"confirm_not_repeatable\":true}";
            var rerun = proxy.request("POST", path, confirmation, AS_ADMIN);
            Await.condition("a second callback", () -> arena.accepted().size() == 2);
            var delivered = awaitState(proxy, id, "delivered");

            assertThat(unconfirmed.status(), is(409));
            assertThat(rerun.body(), rerun.status(), is(200));
            assertThat(delivered.getInt("attempt"), is(2));
            assertThat(delivered.getInt("starts"), is(2));
            assertThat(
                    headers(arena.requests(), "Spiff-Connector-Proxy-Attempt"),
                    contains(List.of(), List.of("2")));
            assertThat(
                    headers(upstream.requests(), "Idempotency-Key"),
                    contains(List.of(id), List.of(id)));
        }
    }

    @Test
    void invocationsAreListedInPagesToAdminsOnly() throws IOException {
        try (var proxy = proxy("show-contents: true,")) {
            for (var i = 0; i < 3; i++) {
                awaitState(
                        proxy, id(run(proxy, "http/PostRequestAsync", "p" + i, "")), "delivered");
            }
            var first = page(proxy, "?limit=2&state=delivered&command=http/PostRequestAsync");
            var second = page(proxy, "?limit=2&cursor=" + first.getString("next_cursor"));
            var none = page(proxy, "?process_instance_id=8");

            assertThat(first.getJsonArray("invocations"), hasSize(2));
            assertThat(second.getJsonArray("invocations"), hasSize(1));
            assertThat(second.containsKey("next_cursor"), is(false));
            assertThat(none.getJsonArray("invocations"), hasSize(0));
            var one = first.getJsonArray("invocations").getJsonObject(0).getString("id");
            var shown = proxy.request("GET", "/admin/invocations/" + one, "", AS_ADMIN).json();
            assertThat(shown.getJsonObject("arguments").getString("url"), is(upstream.url() + "/"));
            assertThat(shown.getJsonObject("result").isNull("error"), is(true));
            assertThat(proxy.request("GET", "/admin/invocations", "").status(), is(401));
            assertThat(
                    proxy.request(
                                    "GET",
                                    "/admin/invocations",
                                    "",
                                    "Spiff-Connector-Proxy-Api-Key",
                                    "plain-key-for-tests")
                            .status(),
                    is(403));
        }
    }

    @Test
    void metricsCountThem() throws IOException {
        try (var proxy = proxy("")) {
            awaitState(proxy, id(run(proxy, "http/PostRequestAsync", "m", "")), "delivered");

            var metrics = proxy.request("GET", "/observe/metrics", "").body();

            assertThat(
                    metrics.lines().map(it -> it.replaceAll("[{ ].*", "")).toList(),
                    hasItems(
                            "connector_proxy_long_running_invocations",
                            "connector_proxy_long_running_oldest_seconds",
                            "connector_proxy_long_running_oldest_waiting_seconds",
                            "connector_proxy_long_running_connections",
                            "connector_proxy_long_running_connections_max",
                            "connector_proxy_long_running_commit_to_start_seconds_count",
                            "connector_proxy_long_running_finish_to_delivered_seconds_count"));
        }
    }

    private static List<List<String>> headers(
            List<RecordingUpstream.ReceivedRequest> requests, String name) {
        return requests.stream()
                .map(request -> request.headers().getOrDefault(name, List.of()))
                .toList();
    }

    private static JsonObject page(RunningProxy proxy, String query) {
        return json(asked(proxy, query).body());
    }

    /// The client of [RunningProxy] would encode the query as part of the path.
    private static HttpResponse<String> asked(RunningProxy proxy, String query) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/admin/invocations%s"
                                                .formatted(proxy.port(), query)))
                        .headers(AS_ADMIN)
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
