package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls whose result comes by callback, through the whole program.
class LongRunningRoutesTest {
    private static final String ADMIN = "admin-key-for-tests";
    private static final String[] AS_ADMIN = {"Spiff-Connector-Proxy-Api-Key", ADMIN};

    @TempDir private Path folder;
    private Arena arena;
    private Upstream upstream;

    @BeforeEach
    void start() throws IOException {
        arena = new Arena();
        upstream = Upstream.json("{\"done\":true}");
    }

    @AfterEach
    void stop() {
        arena.close();
        upstream.close();
    }

    @Test
    void aTwinAnswersAcceptedAndTheResultComesByCallback() throws IOException {
        try (var proxy = proxy("")) {
            var answer = run(proxy, "http/PostRequestAsync", "t1", "");

            assertThat(answer.status(), is(202));
            assertThat(answer.json().isNull("error"), is(true));
            assertThat(answer.response().containsKey("http_status"), is(false));
            assertThat(answer.response().getJsonObject("body").getString("status"), is("accepted"));
            var taken = arena.awaitTaken("t1");
            var told = json(taken.body());
            assertThat(told.getInt("command_response_version"), is(2));
            assertThat(
                    told.getJsonObject("command_response").getJsonObject("body").getBoolean("done"),
                    is(true));
            assertThat(upstream.seen(), hasSize(1));
            var shown = awaitState(proxy, id(answer), "delivered");
            assertThat(shown.getString("task_id"), is("t1"));
            assertThat(shown.containsKey("arguments"), is(false));
        }
    }

    @Test
    void theCatalogueListsTwinsWithTheSameParameters() throws IOException {
        try (var proxy = proxy("")) {
            var list = proxy.ask("GET", "/v1/commands", "", AS_ADMIN).body();

            assertThat(list, containsString("\"id\":\"http/PostRequestAsync\""));
            assertThat(list, not(containsString("\"id\":\"example/ExampleAsync\"")));
        }
    }

    @Test
    void whatIsWrongAtOnceIsToldAtOnce() throws IOException {
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
            assertThat(elsewhere.response().getInt("http_status"), is(403));
            assertThat(none.errorCode(), is("InvalidParameters"));
            assertThat(none.message(), containsString("spiff__callback_url"));
            assertThat(upstream.seen(), hasSize(0));
        }
    }

    @Test
    void withoutAnAllowedOriginLongRunningCallsAreRefused() throws IOException {
        try (var proxy =
                new RunningProxy(
                        "long-running: {commands: ['http/*'], data-dir: %s}\n"
                                .formatted(folder.resolve("off")))) {
            var answer =
                    proxy.run(
                            "http/PostRequestAsync",
                            "{\"url\":\"%s\",\"spiff__callback_url\":\"%s\"}"
                                    .formatted(upstream.url(), arena.callback("x")));

            assertThat(answer.status(), is(200));
            assertThat(answer.errorCode(), is("CallbackNotAllowed"));
            assertThat(answer.message(), containsString("long-running.callback.allow"));
            assertThat(Files.exists(folder.resolve("off")), is(false));
        }
    }

    @Test
    void theSameCallOfTheSameTaskIsJoinedWhileItIsUnderWayAndRunsAgainAfterwards()
            throws IOException {
        var release = new CountDownLatch(1);
        try (var slow =
                        new Upstream(exchange -> {
                            await(release);
                            Upstream.send(exchange, 200, "application/json", "{}");
                        });
                var proxy = proxy("")) {
            arena.waits("dup");
            var first = call(proxy, "http/PostRequestAsync", slow.url(), "dup", "");
            var second = call(proxy, "http/PostRequestAsync", slow.url(), "dup", "");
            var other = call(proxy, "http/PostRequestAsync", slow.url() + "/other", "dup", "");
            release.countDown();
            arena.awaitTaken("dup");
            awaitState(proxy, id(first), "delivered");
            arena.waits("dup");
            var third = call(proxy, "http/PostRequestAsync", slow.url(), "dup", "");

            assertThat(id(second), is(id(first)));
            assertThat(id(other), is(not(id(first))));
            assertThat(id(third), is(not(id(first))));
            awaitState(proxy, id(third), "delivered");
            assertThat(slow.seen().stream().filter(it -> it.target().equals("/")).count(), is(2L));
        }
    }

    @Test
    void aCommandThatTakesLongIsTurnedIntoAnAcceptedOne() throws IOException {
        var release = new CountDownLatch(1);
        try (var slow =
                        new Upstream(exchange -> {
                            await(release);
                            Upstream.send(exchange, 200, "application/json", "{\"late\":1}");
                        });
                var proxy = proxy("after: PT0.2S, idempotency-header: true,")) {
            arena.waits("slow");

            var answer = call(proxy, "http/PostRequest", slow.url(), "slow", "");
            var again = call(proxy, "http/PostRequest", slow.url(), "slow", "");
            release.countDown();

            assertThat(answer.status(), is(202));
            assertThat(id(again), is(id(answer)));
            assertThat(arena.awaitTaken("slow").body(), containsString("{\"late\":1}"));
            assertThat(slow.seen(), hasSize(1));
            assertThat(
                    slow.seen().getFirst().headers().get("Idempotency-key"),
                    is(List.of(id(answer))));
            awaitState(proxy, id(answer), "delivered");
        }
    }

    @Test
    void aQuickCommandAnswersAtOnceWhereConversionIsOn() throws IOException {
        try (var proxy = proxy("after: PT10S,")) {
            var answer = call(proxy, "http/PostRequest", upstream.url(), "quick", "");

            assertThat(answer.status(), is(200));
            assertThat(answer.body(), containsString("\"done\":true"));
            assertThat(arena.seen(), hasSize(0));
        }
    }

    @Test
    void aFailureOfTheCommandIsAnErrorInTheCallback() throws IOException {
        try (var failing =
                        new Upstream(exchange ->
                                Upstream.send(exchange, 503, "application/json", "{}"));
                var proxy = proxy("")) {
            arena.waits("bad");
            call(proxy, "http/PostRequestAsync", failing.url(), "bad", "");

            var told = json(arena.awaitTaken("bad").body());

            assertThat(told.getJsonObject("error").getString("error_code"), is("HttpError503"));
        }
    }

    @Test
    void aCallbackIsTriedAgainAfterFailuresAndWhenItComesTooEarly() throws IOException {
        arena.next(503).next(exchange -> exchange.close());
        try (var proxy = proxy("")) {
            arena.waits("retry");
            var answer = call(proxy, "http/PostRequestAsync", upstream.url(), "retry", "");

            arena.awaitTaken("retry");
            var shown = awaitState(proxy, id(answer), "delivered");

            assertThat(shown.getJsonObject("callback").getInt("sends"), is(3));

            var early = call(proxy, "http/PostRequestAsync", upstream.url(), "early", "");
            Until.happens(
                    "the first callback",
                    () -> arena.seen().stream().anyMatch(it -> it.target().contains("/early/")));
            arena.waits("early");
            arena.awaitTaken("early");
            awaitState(proxy, id(early), "delivered");
        }
    }

    @Test
    void aCallbackThatIsRefusedForItsCredentialsIsHeldUntilTheyChange() throws IOException {
        var token = folder.resolve("token");
        Files.writeString(token, "old\n");
        arena.asking("Authorization", "Bearer new");
        try (var proxy = proxy("callback-extra", "bearer-token-file: " + token)) {
            arena.waits("held");
            var answer = call(proxy, "http/PostRequestAsync", upstream.url(), "held", "");
            awaitState(proxy, id(answer), "held");
            Until.happens(
                    "health to tell",
                    () ->
                            proxy.ask("GET", "/observe/health", "")
                                    .body()
                                    .contains("\"held\":\"1\""));

            Files.writeString(token, "new\n");

            arena.awaitTaken("held");
            awaitState(proxy, id(answer), "delivered");
        }
    }

    @Test
    void operatorsCancelAndRedrive() throws IOException {
        arena.next(404);
        try (var proxy = proxy("")) {
            var lost = call(proxy, "http/PostRequestAsync", upstream.url(), "lost", "");
            var dead = awaitState(proxy, id(lost), "dead");
            arena.waits("lost");
            var redriven =
                    proxy.ask(
                            "POST", "/admin/invocations/" + id(lost) + "/redrive", "{}", AS_ADMIN);
            arena.awaitTaken("lost");
            awaitState(proxy, id(lost), "delivered");
            var late =
                    proxy.ask("POST", "/admin/invocations/" + id(lost) + "/cancel", "{}", AS_ADMIN);

            assertThat(dead.getJsonObject("callback").getString("last_answer"), is("HTTP 404"));
            assertThat(redriven.status(), is(200));
            assertThat(late.status(), is(409));
            assertThat(late.headers().get("Content-Type"), is("application/problem+json"));
        }
    }

    @Test
    void aRunningCommandThatIsCancelledIsToldAsSuch() throws IOException {
        var asked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var slow =
                        new Upstream(exchange -> {
                            asked.countDown();
                            await(release);
                            exchange.close();
                        });
                var proxy = proxy("")) {
            arena.waits("stop");
            var answer = call(proxy, "http/PostRequestAsync", slow.url(), "stop", "");
            await(asked);

            var cancelled =
                    proxy.ask(
                            "POST", "/admin/invocations/" + id(answer) + "/cancel", "{}", AS_ADMIN);

            assertThat(cancelled.status(), is(200));
            assertThat(
                    json(arena.awaitTaken("stop").body())
                            .getJsonObject("error")
                            .getString("error_code"),
                    is("InvocationCancelled"));
            release.countDown();
            awaitState(proxy, id(answer), "delivered");
            assertThat(arena.taken(), hasSize(1));
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
            var shown = proxy.ask("GET", "/admin/invocations/" + one, "", AS_ADMIN).json();
            assertThat(shown.getJsonObject("arguments").getString("url"), is(upstream.url() + "/"));
            assertThat(shown.getJsonObject("result").isNull("error"), is(true));
            assertThat(proxy.ask("GET", "/admin/invocations", "").status(), is(401));
            assertThat(
                    proxy.ask(
                                    "GET",
                                    "/admin/invocations",
                                    "",
                                    "Spiff-Connector-Proxy-Api-Key",
                                    "plain-key-for-tests")
                            .status(),
                    is(403));
            assertThat(asked(proxy, "?stat=x").statusCode(), is(400));
            assertThat(asked(proxy, "?state=open").statusCode(), is(400));
            assertThat(asked(proxy, "?limit=201").statusCode(), is(400));
            assertThat(
                    proxy.ask("GET", "/admin/invocations/" + UUID.randomUUID(), "", AS_ADMIN)
                            .status(),
                    is(404));
        }
    }

    @Test
    void metricsTellOfThem() throws IOException {
        try (var proxy = proxy("")) {
            awaitState(proxy, id(run(proxy, "http/PostRequestAsync", "m", "")), "delivered");

            var metrics = proxy.ask("GET", "/observe/metrics", "").body();

            assertThat(
                    metrics.lines().map(it -> it.replaceAll("[{ ].*", "")).toList(),
                    hasItems(
                            "connector_proxy_long_running_invocations",
                            "connector_proxy_long_running_oldest_seconds",
                            "connector_proxy_long_running_commit_to_start_seconds_count",
                            "connector_proxy_long_running_finish_to_delivered_seconds_count"));
        }
    }

    @Test
    void whatIsKeptIsEncryptedUnderAKeyThatOnlyItsOwnerReads() throws IOException {
        var secret = "s3cret-" + UUID.randomUUID();
        try (var proxy = proxy("")) {
            var answer =
                    run(proxy, "http/PostRequestAsync", "sealed", ",\"data\":\"" + secret + "\"");
            awaitState(proxy, id(answer), "delivered");
        }

        for (var file : Files.list(folder.resolve("data")).toList()) {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(file.toString(), text.contains(secret), is(false));
        }
        var key = folder.resolve("data/long-running.key");
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(key)), is("rw-------"));
    }

    @Test
    void aSlowSpiffArenaDoesNotHoldBackAnother() throws IOException {
        var release = new CountDownLatch(1);
        arena.next(exchange -> await(release));
        try (var other = new Arena();
                var proxy = proxy("", "per-origin: 1, timeout: PT5M", other.origin())) {
            run(proxy, "http/PostRequestAsync", "stuck", "");
            run(proxy, "http/PostRequestAsync", "behind", "");
            Until.happens("the first callback", () -> arena.seen().size() == 1);
            other.waits("free");
            proxy.run(
                    "http/PostRequestAsync",
                    "{\"url\":\"%s\",\"spiff__callback_url\":\"%s\"}"
                            .formatted(upstream.url(), other.callback("free")),
                    AS_ADMIN);

            other.awaitTaken("free");

            assertThat(arena.taken(), hasSize(0));
            release.countDown();
        }
    }

    @Test
    void aNewKeyNeedsTheOldOneBesideIt() throws IOException {
        var first = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        var second = "HxwdHhscGRobGBkWFxQVEhMQEQ4PDA0KCwgJBgcEBQI=";
        arena.next(503);
        String id;
        try (var proxy = proxy("key: %s,".formatted(first))) {
            id = id(run(proxy, "http/PostRequestAsync", "rotated", ""));
            awaitState(proxy, id, "waiting");
        }
        arena.next(404);

        var refused =
                assertThrows(
                        SettingsException.class, () -> proxy("key: %s,".formatted(second)).close());
        try (var proxy = proxy("key: %s, old-keys: %s,".formatted(second, first))) {
            awaitState(proxy, id, "dead");
        }

        assertThat(refused.getMessage(), containsString("long-running.old-keys"));
        assertThat(refused.getMessage(), not(containsString(second)));
    }

    private RunningProxy proxy(String extra) throws IOException {
        return proxy(extra, "timeout: PT5S");
    }

    private RunningProxy proxy(String extra, String callback) throws IOException {
        return proxy(extra, callback, arena.origin());
    }

    /// @param also another origin that is allowed
    private RunningProxy proxy(String extra, String callback, String also) throws IOException {
        return new RunningProxy(
                """
                egress: {allow: [127.0.0.0/8]}
                security:
                  keys:
                    - {name: admin, value: %s, scopes: [admin]}
                    - {name: plain, value: plain-key-for-tests}
                long-running: {commands: ['http/*'], data-dir: '%s', %s callback: {allow: ['%s', '%s'], %s}}
                """
                        .formatted(
                                ADMIN,
                                folder.resolve("data"),
                                extra.equals("callback-extra") ? "" : extra,
                                arena.origin(),
                                also,
                                callback));
    }

    /// Calls for a task that waits.
    private RunningProxy.Answer run(
            RunningProxy proxy, String command, String task, String parameters) {
        arena.waits(task);
        return call(proxy, command, upstream.url(), task, parameters);
    }

    private RunningProxy.Answer call(
            RunningProxy proxy, String command, String url, String task, String parameters) {
        return proxy.run(
                command,
                """
                {"url":"%s/","spiff__task_id":"%s","spiff__process_instance_id":7,"spiff__callback_url":"%s"%s}
                """
                        .formatted(url, task, arena.callback(task), parameters),
                AS_ADMIN);
    }

    private static JsonObject page(RunningProxy proxy, String query) {
        return json(asked(proxy, query).body());
    }

    /// The client of [RunningProxy] takes a query for a part of the path.
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

    private static String id(RunningProxy.Answer answer) {
        return answer.response().getJsonObject("body").getString("invocation_id");
    }

    private static JsonObject awaitState(RunningProxy proxy, String id, String state) {
        var path = "/admin/invocations/" + id;
        Until.happens(
                id + " to be " + state,
                () -> proxy.ask("GET", path, "", AS_ADMIN).json().getString("state").equals(state));
        return proxy.ask("GET", path, "", AS_ADMIN).json();
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
