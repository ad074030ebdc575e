package dev.connectorproxy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A fake SpiffArena, an upstream, and proxies whose `http` commands have asynchronous variants.
@ServerMetricsLock
abstract class DeferredCallsFixture {
    static final String[] AS_ADMIN = {"Spiff-Connector-Proxy-Api-Key", "admin-key-for-tests"};

    @TempDir Path folder;
    FakeSpiffArena arena;
    RecordingUpstream upstream;

    @BeforeEach
    final void start() throws IOException {
        arena = new FakeSpiffArena();
        upstream = RecordingUpstream.json("{\"done\":true}");
    }

    @AfterEach
    final void stop() {
        arena.close();
        upstream.close();
    }

    final RunningProxy proxy(String extra) throws IOException {
        return proxy(extra, "timeout: PT5S");
    }

    final RunningProxy proxy(String extra, String callback) throws IOException {
        return proxy(extra, callback, arena.origin());
    }

    /// @param also another allowed origin
    final RunningProxy proxy(String extra, String callback, String also) throws IOException {
        return start(extra, callback, also, "");
    }

    /// @param section another section of the settings, in which `%s` is a path
    final RunningProxy proxy(String extra, String callback, String section, Path path)
            throws IOException {
        return start(extra, callback, arena.origin(), section.formatted(path));
    }

    private RunningProxy start(String extra, String callback, String also, String section)
            throws IOException {
        return new RunningProxy(
                """
                egress: {allow: [127.0.0.0/8]}
                security:
                  keys:
                    - {name: admin, value: %s, scopes: [admin], connections: ["*"]}
                    - {name: plain, value: plain-key-for-tests}
                long-running: {commands: ['http/*'], data-dir: '%s', %s callback: {allow: ['%s', '%s'], %s}}
                %s
                """
                        .formatted(
                                AS_ADMIN[1],
                                folder.resolve("data"),
                                extra,
                                arena.origin(),
                                also,
                                callback,
                                section));
    }

    /// Runs a command for a waiting task.
    final RunningProxy.Response run(
            RunningProxy proxy, String command, String task, String parameters) {
        arena.addWaitingTask(task);
        return call(proxy, command, upstream.url(), task, parameters);
    }

    final RunningProxy.Response call(
            RunningProxy proxy, String command, String url, String task, String parameters) {
        return proxy.run(
                command,
                """
                {"url":"%s/","spiff__task_id":"%s","spiff__process_instance_id":7,"spiff__callback_url":"%s"%s}
                """
                        .formatted(url, task, arena.callback(task), parameters),
                AS_ADMIN);
    }

    static String id(RunningProxy.Response response) {
        return response.commandResponse().getJsonObject("body").getString("invocation_id");
    }

    static JsonObject awaitState(RunningProxy proxy, String id, String state) {
        var path = "/admin/invocations/" + id;
        Await.condition(
                id + " to be " + state,
                () ->
                        proxy.request("GET", path, "", AS_ADMIN)
                                .json()
                                .getString("state")
                                .equals(state));
        return proxy.request("GET", path, "", AS_ADMIN).json();
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
