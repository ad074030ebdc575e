package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Delivery of callbacks, through the whole program.
class CallbackRoutesTest extends DeferredCallsFixture {
    @Test
    void aCallbackIsTriedAgainAfterFailuresAndWhenItComesTooEarly() throws IOException {
        arena.respondNext(503).respondNext(exchange -> exchange.close());
        try (var proxy = proxy("")) {
            arena.addWaitingTask("retry");
            var response = call(proxy, "http/PostRequestAsync", upstream.url(), "retry", "");

            arena.awaitCallback("retry");
            var shown = awaitState(proxy, id(response), "delivered");

            assertThat(shown.getJsonObject("callback").getInt("sends"), is(3));

            var early = call(proxy, "http/PostRequestAsync", upstream.url(), "early", "");
            Await.condition(
                    "the first callback",
                    () ->
                            arena.requests().stream()
                                    .anyMatch(it -> it.target().contains("/early/")));
            arena.addWaitingTask("early");
            arena.awaitCallback("early");
            awaitState(proxy, id(early), "delivered");
        }
    }

    @Test
    void anErrorThatNoEventCatchesIsDeliveredHoweverLongTheResponse() throws IOException {
        var error =
                "{\"error_code\":\"unexpected_workflow_exception\",\"task_data\":\"%s\"}"
                        .formatted("x".repeat(200_000));
        arena.respondNext(
                exchange -> RecordingUpstream.send(exchange, 400, "application/json", error));
        try (var proxy = proxy("")) {
            var response = run(proxy, "http/PostRequestAsync", "uncaught", "");

            var shown = awaitState(proxy, id(response), "delivered");

            assertThat(shown.getJsonObject("callback").getInt("sends"), is(1));
        }
    }

    @Test
    void aLoginPageOfAGatewayIsNoDelivery() throws IOException {
        arena.respondNext(exchange ->
                RecordingUpstream.send(exchange, 200, "text/html", "<html>Sign in</html>"));
        try (var proxy = proxy("")) {
            arena.addWaitingTask("page");
            var response = call(proxy, "http/PostRequestAsync", upstream.url(), "page", "");

            arena.awaitCallback("page");
            var shown = awaitState(proxy, id(response), "delivered");

            assertThat(shown.getJsonObject("callback").getInt("sends"), is(2));
        }
    }

    @Test
    void aCallbackThatIsRefusedForItsCredentialsIsHeldUntilTheyChange() throws IOException {
        var token = folder.resolve("token");
        Files.writeString(token, "old\n");
        arena.requiringHeader("Authorization", "Bearer new");
        try (var proxy = proxy("", "bearer-token-file: " + token)) {
            arena.addWaitingTask("held");
            var response = call(proxy, "http/PostRequestAsync", upstream.url(), "held", "");
            awaitState(proxy, id(response), "held");
            Await.condition(
                    "health to tell",
                    () ->
                            proxy.request("GET", "/observe/health", "")
                                    .body()
                                    .contains("\"held\":\"1\""));

            Files.writeString(token, "new\n");

            arena.awaitCallback("held");
            awaitState(proxy, id(response), "delivered");
        }
    }

    @Test
    void credentialsMayBeSecretsOfThisProxyReadAgainForEachCallback() throws IOException {
        var secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("ARENA"), "old\n");
        arena.requiringHeader("SpiffWorkflow-Api-Key", "key-new");
        try (var proxy =
                proxy("", "api-key: 'key-${secret:ARENA}'", "secrets: {directory: %s}", secrets)) {
            var response = run(proxy, "http/PostRequestAsync", "named", "");
            awaitState(proxy, id(response), "held");

            Files.writeString(secrets.resolve("ARENA"), "new\n");

            arena.awaitCallback("named");
            awaitState(proxy, id(response), "delivered");
        }
    }

    @Test
    void aSecretThatIsNotThereStopsTheStart() {
        var refused =
                assertThrows(
                        SettingsException.class,
                        () ->
                                proxy(
                                                "",
                                                "bearer-token: '${secret:NOWHERE}'",
                                                "secrets: {directory: %s}",
                                                folder)
                                        .close());

        assertThat(refused.getMessage(), containsString("long-running.callback"));
        assertThat(Files.exists(folder.resolve("data")), is(false));
    }

    @Test
    void aSlowSpiffArenaDoesNotDelayAnother() throws IOException {
        var release = new CountDownLatch(1);
        arena.respondNext(exchange -> Await.latch(release));
        try (var other = new FakeSpiffArena();
                var proxy = proxy("", "per-origin: 1, timeout: PT5M", other.origin())) {
            run(proxy, "http/PostRequestAsync", "stuck", "");
            run(proxy, "http/PostRequestAsync", "behind", "");
            Await.condition("the first callback", () -> arena.requests().size() == 1);
            other.addWaitingTask("free");
            proxy.run(
                    "http/PostRequestAsync",
                    "{\"url\":\"%s\",\"spiff__callback_url\":\"%s\"}"
                            .formatted(upstream.url(), other.callback("free")),
                    AS_ADMIN);

            other.awaitCallback("free");

            assertThat(arena.accepted(), hasSize(0));
            release.countDown();
        }
    }

    @Test
    void aNewKeyNeedsTheOldOneBesideIt() throws IOException {
        var first = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        var second = "HxwdHhscGRobGBkWFxQVEhMQEQ4PDA0KCwgJBgcEBQI=";
        arena.respondNext(503);
        String id;
        try (var proxy = proxy("key: %s,".formatted(first))) {
            id = id(run(proxy, "http/PostRequestAsync", "rotated", ""));
            awaitState(proxy, id, "waiting");
        }
        arena.respondNext(404);

        var refused =
                assertThrows(
                        SettingsException.class, () -> proxy("key: %s,".formatted(second)).close());
        try (var proxy = proxy("key: %s, old-keys: %s,".formatted(second, first))) {
            awaitState(proxy, id, "dead");
        }

        assertThat(refused.getMessage(), containsString("long-running.old-keys"));
        assertThat(refused.getMessage(), not(containsString(second)));
    }

    @Test
    void whatIsKeptIsEncryptedUnderAKeyThatOnlyItsOwnerReads() throws IOException {
        var secret = "s3cret-" + UUID.randomUUID();
        try (var proxy = proxy("")) {
            var response =
                    run(proxy, "http/PostRequestAsync", "sealed", ",\"data\":\"" + secret + "\"");
            awaitState(proxy, id(response), "delivered");
        }

        for (var file : Files.list(folder.resolve("data")).toList()) {
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(file.toString(), text.contains(secret), is(false));
        }
        var key = folder.resolve("data/long-running.key");
        assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(key)), is("rw-------"));
    }
}
