package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Deferred calls, from the call to the callback, through the whole program.
class LongRunningRoutesTest extends DeferredCallsFixture {
    @Test
    void anAsyncCommandRespondsAcceptedAndTheResultComesByCallback() throws IOException {
        try (var proxy = proxy("")) {
            var response = run(proxy, "http/PostRequestAsync", "t1", "");

            assertThat(response.status(), is(202));
            assertThat(response.json().isNull("error"), is(true));
            assertThat(response.commandResponse().containsKey("http_status"), is(false));
            assertThat(
                    response.commandResponse().getJsonObject("body").getString("status"),
                    is("accepted"));
            var accepted = arena.awaitCallback("t1");
            var callback = json(accepted.body());
            assertThat(callback.getInt("command_response_version"), is(2));
            assertThat(
                    callback.getJsonObject("command_response")
                            .getJsonObject("body")
                            .getBoolean("done"),
                    is(true));
            assertThat(upstream.requests(), hasSize(1));
            var shown = awaitState(proxy, id(response), "delivered");
            assertThat(shown.getString("task_id"), is("t1"));
            assertThat(shown.containsKey("arguments"), is(false));
        }
    }

    @Test
    void theCatalogueListsAsyncCommandsWithTheSameParameters() throws IOException {
        try (var proxy = proxy("")) {
            var list = proxy.request("GET", "/v1/commands", "", AS_ADMIN).body();

            assertThat(list, containsString("\"id\":\"http/PostRequestAsync\""));
            assertThat(list, not(containsString("\"id\":\"example/ExampleAsync\"")));
        }
    }

    @Test
    void aFailureBeforeAcceptanceIsReportedImmediately() throws IOException {
        try (var proxy = proxy("")) {
            var bad =
                    proxy.run(
                            "http/PostRequestAsync",
                            "{\"spiff__callback_url\":\"%s\"}".formatted(arena.callback("x")),
                            AS_ADMIN);
            var elsewhere =
                    proxy.run(
                            "http/PostRequestAsync",
                            "{\"url\":\"%s\",\"spiff__callback_url\":\"http://evil.example/x\"}"
                                    .formatted(upstream.url()),
                            AS_ADMIN);
            var none =
                    proxy.run(
                            "http/PostRequestAsync",
                            "{\"url\":\"%s\"}".formatted(upstream.url()),
                            AS_ADMIN);

            assertThat(bad.status(), is(200));
            assertThat(bad.errorCode(), is("InvalidParameters"));
            assertThat(elsewhere.errorCode(), is("CallbackNotAllowed"));
            assertThat(elsewhere.commandResponse().getInt("http_status"), is(403));
            assertThat(none.errorCode(), is("InvalidParameters"));
            assertThat(none.message(), containsString("spiff__callback_url"));
            assertThat(upstream.requests(), hasSize(0));
        }
    }

    @Test
    void withoutAnAllowedOriginLongRunningCallsAreRefused() throws IOException {
        try (var proxy =
                new RunningProxy(
                        "long-running: {commands: ['http/*'], data-dir: %s}\n"
                                .formatted(folder.resolve("off")))) {
            var response =
                    proxy.run(
                            "http/PostRequestAsync",
                            "{\"url\":\"%s\",\"spiff__callback_url\":\"%s\"}"
                                    .formatted(upstream.url(), arena.callback("x")));

            assertThat(response.status(), is(200));
            assertThat(response.errorCode(), is("CallbackNotAllowed"));
            assertThat(response.message(), containsString("long-running.callback.allow"));
            assertThat(Files.exists(folder.resolve("off")), is(false));
        }
    }

    @Test
    void theSameCallOfTheSameTaskIsJoinedWhileItRunsAndRunsAgainLater() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow = respondingAfter(release, "{}");
                var proxy = proxy("")) {
            arena.addWaitingTask("dup");
            var first = call(proxy, "http/PostRequestAsync", slow.url(), "dup", "");
            var second = call(proxy, "http/PostRequestAsync", slow.url(), "dup", "");
            var other = call(proxy, "http/PostRequestAsync", slow.url() + "/other", "dup", "");
            release.countDown();
            arena.awaitCallback("dup");
            awaitState(proxy, id(first), "delivered");
            arena.addWaitingTask("dup");
            var third = call(proxy, "http/PostRequestAsync", slow.url(), "dup", "");

            assertThat(id(second), is(id(first)));
            assertThat(id(other), is(not(id(first))));
            assertThat(id(third), is(not(id(first))));
            awaitState(proxy, id(third), "delivered");
            assertThat(
                    slow.requests().stream().filter(it -> it.target().equals("/")).count(), is(2L));
        }
    }

    @Test
    void aCallWithAnotherKeyRunsUnderTheRightsOfThatKey() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow = respondingAfter(release, "{}");
                var proxy = proxy("")) {
            arena.addWaitingTask("shared");
            var body =
                    "{\"url\":\"%s/\",\"spiff__task_id\":\"shared\",\"spiff__callback_url\":\"%s\"}"
                            .formatted(slow.url(), arena.callback("shared"));
            var low =
                    proxy.run(
                            "http/PostRequestAsync",
                            body,
                            "Spiff-Connector-Proxy-Api-Key",
                            "plain-key-for-tests");
            var high = proxy.run("http/PostRequestAsync", body, AS_ADMIN);
            release.countDown();

            assertThat(id(high), is(not(id(low))));
            Await.condition("both to be sent", () -> slow.requests().size() == 2);
        }
    }

    @Test
    void aCommandThatTakesLongIsDeferred() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow = respondingAfter(release, "{\"late\":1}");
                var proxy = proxy("after: PT0.2S, idempotency-header: true,")) {
            arena.addWaitingTask("slow");

            var response = call(proxy, "http/PostRequest", slow.url(), "slow", "");
            var again = call(proxy, "http/PostRequest", slow.url(), "slow", "");
            release.countDown();

            assertThat(response.status(), is(202));
            assertThat(id(again), is(id(response)));
            assertThat(arena.awaitCallback("slow").body(), containsString("{\"late\":1}"));
            assertThat(slow.requests(), hasSize(1));
            assertThat(
                    slow.requests().getFirst().headers().get("Idempotency-key"),
                    is(List.of(id(response))));
            awaitState(proxy, id(response), "delivered");
        }
    }

    @Test
    void aQuickCommandRespondsDirectlyWhereDeferralIsEnabled() throws IOException {
        try (var proxy = proxy("after: PT10S,")) {
            var response = call(proxy, "http/PostRequest", upstream.url(), "quick", "");

            assertThat(response.status(), is(200));
            assertThat(response.body(), containsString("\"done\":true"));
            assertThat(arena.requests(), hasSize(0));
        }
    }

    @Test
    void aFailureOfTheCommandIsAnErrorInTheCallback() throws IOException {
        try (var failing =
                        new RecordingUpstream(exchange ->
                                RecordingUpstream.send(exchange, 503, "application/json", "{}"));
                var proxy = proxy("")) {
            arena.addWaitingTask("bad");
            call(proxy, "http/PostRequestAsync", failing.url(), "bad", "");

            var callback = json(arena.awaitCallback("bad").body());

            assertThat(callback.getJsonObject("error").getString("error_code"), is("HttpError503"));
        }
    }

    private static RecordingUpstream respondingAfter(CountDownLatch release, String json)
            throws IOException {
        return new RecordingUpstream(exchange -> {
            Await.latch(release);
            RecordingUpstream.send(exchange, 200, "application/json", json);
        });
    }
}
