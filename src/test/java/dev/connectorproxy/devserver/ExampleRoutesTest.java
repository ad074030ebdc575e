package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.connectorproxy.provider.dummypay.DummypayProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples: those of providers, and those that were announced.
class ExampleRoutesTest {
    private final RunningDevServer server =
            new RunningDevServer(List.of(new FakeProvider(), new DummypayProvider()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void dummypayCanBeTriedWithOneCallAndEachConnectorHasFilesOfItsOwn() {
        var one = server.post("/examples/dummypay/connectors", "");
        var two = server.post("/examples/dummypay/connectors", "");

        assertThat(one.status(), is(201));
        assertThat(accounts(one.json().getString("connectorId")), is(3));
        assertThat(accounts(two.json().getString("connectorId")), is(3));
    }

    @Test
    void theFilesOfAConnectorAreDeletedWithIt() {
        var id = created(server);
        var directory = directory(server, id);
        var before = Files.exists(directory);

        server.request("DELETE", "/connectors/" + id, "");

        assertThat(before, is(true));
        assertThat(Files.exists(directory), is(false));
    }

    @Test
    void theFilesOfAllConnectorsAreDeletedWithTheServerUnlessItKeepsThem(@TempDir Path folder) {
        Path directory;
        try (var keeping =
                new RunningDevServer(
                        List.of(new DummypayProvider()),
                        "state-file=" + folder.resolve("state.json"))) {
            directory = directory(keeping, created(keeping));
        }
        var own = directory(server, created(server));

        server.close();

        assertThat(Files.exists(own), is(false));
        assertThat(Files.exists(directory), is(true));
    }

    private static String created(RunningDevServer server) {
        return server.post("/examples/dummypay/connectors", "").json().getString("connectorId");
    }

    private static Path directory(RunningDevServer server, String connectorId) {
        var shown = server.get("/connectors/" + connectorId).json();
        return Path.of(shown.getJsonObject("config").getString("directory"));
    }

    private int accounts(String connectorId) {
        var page = server.post("/connectors/" + connectorId + "/fetch/accounts", "");
        return page.json().getJsonArray("accounts").size();
    }

    @Test
    void anAnnouncedExampleIsListedWithoutItsConfiguration() {
        var announced =
                announce("demo", "{\"provider\":\"fake\",\"description\":\"d\",\"config\":%s}");

        assertThat(announced, is(204));
        assertThat(
                server.get("/examples").body(),
                containsString("{\"name\":\"demo\",\"provider\":\"fake\",\"description\":\"d\"}"));
        assertThat(server.get("/examples").body(), not(containsString("s3cret-key")));
        var created = server.post("/examples/demo/connectors", "");
        assertThat(created.status(), is(201));
        assertThat(created.body(), not(containsString("s3cret-key")));
        assertThat(created.json().getString("name"), is("demo"));
    }

    @Test
    void aWithdrawnExampleIsGoneAndTheOneOfTheProviderIsThereAgain() {
        announce("dummypay", "{\"provider\":\"fake\",\"config\":%s}");
        assertThat(server.get("/examples").body(), containsString("\"provider\":\"fake\""));

        assertThat(server.request("DELETE", "/examples/dummypay", "").status(), is(204));

        assertThat(server.get("/examples").body(), containsString("\"provider\":\"dummypay\""));
        assertThat(server.request("DELETE", "/examples/dummypay", "").status(), is(404));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | ok   | {\"provider\":\"fake\"}",
                "400 | ok   | {\"provider\":\"fake\",\"config\":1}",
                "400 | A    | {\"provider\":\"fake\",\"config\":{}}",
                "400 | ok   | {\"config\":{}}",
                "404 | ok   | {\"provider\":\"nope\",\"config\":{}}"
            })
    void anInvalidAnnouncementIsRefused(int status, String name, String body) {
        assertThat(announce(name, body), is(status));
    }

    @Test
    void atMostTwentyAreAnnounced() {
        for (int i = 0; i < 20; i++) {
            assertThat(announce("e" + i, "{\"provider\":\"fake\",\"config\":{}}"), is(204));
        }

        assertThat(announce("more", "{\"provider\":\"fake\",\"config\":{}}"), is(409));
        assertThat(announce("e7", "{\"provider\":\"fake\",\"config\":{}}"), is(204));
    }

    @Test
    void aProviderForDebuggingIsNoExampleWithoutDebugging() {
        try (var quiet =
                new RunningDevServer(
                        List.of(new FakeProvider(), new DummypayProvider()), "debug=false")) {
            assertThat(quiet.get("/examples").json().getJsonArray("examples").size(), is(0));
        }
    }

    private int announce(String name, String body) {
        var json = body.replace("%s", RunningDevServer.CONFIG);
        return server.request("PUT", "/examples/" + name, json).status();
    }
}
