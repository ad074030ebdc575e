package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands of another proxy whose calls this one defers, through the whole program.
@ServerMetricsLock
class FederatedAsyncCommandsTest {
    private static final String DONE =
            "{\"command_response\":{\"body\":\"1.50\",\"mimetype\":\"text/plain\"},\"command_response_version\":2,\"error\":null,\"spiff__logs\":[\"x\"]}";

    @TempDir private Path folder;
    private FakeSpiffArena arena;
    private FakePeer peer;

    @BeforeEach
    void start() throws IOException {
        arena = new FakeSpiffArena();
        peer = new FakePeer();
    }

    @AfterEach
    void stop() {
        arena.close();
        peer.close();
    }

    @Test
    void aChosenCommandHasAnAsyncVariantWithItsParameters() throws IOException {
        peer.listing("[%s,%s]".formatted(FakePeer.ENTRY, FakePeer.entry("other/Work")));
        try (var proxy = proxy("commands: ['py/*'],")) {
            var list = proxy.request("GET", "/v1/commands", "").body();

            assertThat(
                    list,
                    containsString(
                            "{\"id\":\"py/WorkAsync\",\"parameters\":[{\"id\":\"a\",\"type\":\"str\",\"required\":true,\"hint\":1.50}]"));
            assertThat(list, not(containsString("other/WorkAsync")));
        }
    }

    @Test
    void theAsyncVariantRespondsAcceptedAndTheResponseComesByCallbackUnchanged()
            throws IOException {
        peer.respondingWith(exchange -> FakePeer.json(exchange, 200, DONE));
        try (var proxy = proxy("commands: ['py/*'],")) {
            var response =
                    run(
                            proxy,
                            "py/WorkAsync",
                            "t1",
                            "\"a\":12.50,\"b\":null,\"c\":\"${secret:X}\",\"spiff__task_data\":{\"d\":1}");

            assertThat(response.status(), is(202));
            assertThat(arena.awaitCallback("t1").body(), is(DONE));
            assertThat(peer.calls(), hasSize(1));
            var call = peer.calls().getFirst();
            assertThat(call.target(), is("/v1/do/py/Work"));
            assertThat(call.body(), is("{\"a\":12.50,\"b\":null,\"c\":\"${secret:X}\"}"));
        }
    }

    @Test
    void aMissingParameterIsReportedImmediately() throws IOException {
        try (var proxy = proxy("commands: ['py/*'],")) {
            var response = run(proxy, "py/WorkAsync", "t1", "\"b\":1");

            assertThat(response.status(), is(200));
            assertThat(response.errorCode(), is("InvalidParameters"));
            assertThat(peer.calls(), hasSize(0));
        }
    }

    @Test
    void anAsyncCommandOfTheOtherProxyIsForwarded() throws IOException {
        peer.listing("[%s,%s]".formatted(FakePeer.ENTRY, FakePeer.entry("py/WorkAsync")));
        peer.respondingWith(exchange -> FakePeer.json(exchange, 202, DONE));
        try (var proxy = proxy("commands: ['*'], after: PT10S,")) {
            var response = run(proxy, "py/WorkAsync", "t1", "\"a\":\"1\"");

            assertThat(response.status(), is(202));
            assertThat(response.body(), is(DONE));
            assertThat(peer.calls().getFirst().body(), containsString("\"spiff__callback_url\":"));
            assertThat(
                    proxy.request("GET", "/v1/commands", "").body(),
                    not(containsString("AsyncAsync")));
        }
    }

    @ParameterizedTest(name = "{0} {1} -> {2} {3}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    200 | {"Items":[1]}                                                    | {"Items":[1]} |                                         |
                    200 | [1]                                                              | [1]           |                                         |
                    500 | {"command_response":{},"error":{"error_code":"E","message":"m"}} | {}            | E                                       | 500
                    404 | {"command_response":{},"error":{"error_code":"E"}}               | {}            | E                                       | 404
                    503 | {"title":"gone"}                                                 | {}            | ServiceTaskOperatorReturnedBadStatusError | 503
                    503 | {"command_response":{"body":{"a":1},"http_status":422},"command_response_version":2,"error":{"error_code":"E","message":"m"}} | {"a":1} | E | 422
                    202 | {"command_response":{"body":{}},"command_response_version":2,"error":null} | {} | ConnectorNotConfigured | 400
                    """)
    void everyResponseBecomesAnEnvelopeThatSpiffArenaJudgesAlike(
            int status, String body, String expected, String code, Integer inner)
            throws IOException {
        peer.respondingWith(exchange -> FakePeer.json(exchange, status, body));
        try (var proxy = proxy("commands: ['py/*'],")) {
            run(proxy, "py/WorkAsync", "t1", "\"a\":\"1\"");

            var envelope = json(arena.awaitCallback("t1").body());

            var response = envelope.getJsonObject("command_response");
            assertThat(response.get("body").toString(), is(expected));
            assertThat(
                    envelope.isNull("error")
                            ? null
                            : envelope.getJsonObject("error").getString("error_code"),
                    is(code));
            assertThat(
                    response.containsKey("http_status") ? response.getInt("http_status") : null,
                    is(inner));
            assertThat(envelope.getInt("command_response_version"), is(2));
        }
    }

    @Test
    void aLongCallIsDeferredAndOneOfACommandThatIsNotChosenIsForwarded() throws IOException {
        var release = new CountDownLatch(1);
        peer.listing("[%s,%s]".formatted(FakePeer.ENTRY, FakePeer.entry("other/Work")));
        peer.respondingWith(exchange -> {
            Await.latch(release);
            FakePeer.json(exchange, 200, DONE);
        });
        try (var proxy = proxy("commands: ['py/*'], after: PT0.2S,")) {
            var slow = run(proxy, "py/Work", "t1", "\"a\":\"1\"");
            release.countDown();
            var left = run(proxy, "other/Work", "t2", "\"a\":\"1\"");

            assertThat(slow.status(), is(202));
            assertThat(arena.awaitCallback("t1").body(), is(DONE));
            assertThat(peer.calls().getFirst().body(), not(containsString("spiff__callback_url")));
            assertThat(left.body(), is(DONE));
            assertThat(peer.calls().getLast().body(), containsString("\"spiff__callback_url\":"));
        }
    }

    @Test
    void whatWasAcceptedWaitsForTheListOfTheOtherProxyAfterARestart() throws IOException {
        var listed = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        peer.respondingWith(exchange -> {
            begun.countDown();
            Await.latch(listed);
            FakePeer.json(exchange, 200, DONE);
        });
        try (var proxy = proxy("commands: ['py/*'], running: 1,")) {
            run(proxy, "py/WorkAsync", "t1", "\"a\":\"1\"");
            Await.latch(begun);
            run(proxy, "py/WorkAsync", "t2", "\"a\":\"1\"");
        }
        peer.listing(exchange -> {
            Await.latch(listed);
            FakePeer.json(exchange, 200, "[" + FakePeer.ENTRY + "]");
        });

        try (var proxy = new RunningProxy(settings("commands: ['py/*'], running: 2,"))) {
            assertThat(
                    arena.awaitCallback("t1").body(),
                    containsString("\"error_code\":\"OutcomeUnknown\""));
            listed.countDown();

            assertThat(arena.awaitCallback("t2").body(), is(DONE));
            assertThat(proxy.port() > 0, is(true));
        }
    }

    private RunningProxy proxy(String longRunning) throws IOException {
        var proxy = new RunningProxy(settings(longRunning));
        Await.condition(
                "the list of the other proxy",
                () -> proxy.request("GET", "/v1/commands", "").body().contains("\"py/Work\""));
        return proxy;
    }

    private String settings(String longRunning) {
        return """
        server: {shutdown-grace: PT0.2S}
        federation:
          - {name: python, url: '%s'}
        long-running: {data-dir: '%s', %s callback: {allow: ['%s']}}
        """
                .formatted(peer.url(), folder.resolve("data"), longRunning, arena.origin());
    }

    private RunningProxy.Response run(
            RunningProxy proxy, String command, String task, String arguments) {
        arena.addWaitingTask(task);
        return proxy.run(
                command,
                "{%s,\"spiff__task_id\":\"%s\",\"spiff__callback_url\":\"%s\"}"
                        .formatted(arguments, task, arena.callback(task)));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
