package dev.connectorproxy.devserver;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.connectorproxy.Await;
import dev.connectorproxy.devserver.RunningDevServer.Response;
import dev.connectorproxy.plugins.ProviderSource;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A provider is compiled again while the server runs.
class CodeReloadTest {
    @TempDir private Path work;
    private Path classes;
    private RunningDevServer server;

    @BeforeEach
    void start() throws IOException {
        classes = Files.createDirectory(work.resolve("classes"));
        compile(accounts("a", "b"));
        server = new RunningDevServer(List.of(), "classes=" + classes, "reload=manual");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String accounts(String... references) {
        var source = AuthorPlugin.source();
        var rows = new StringBuilder();
        for (var reference : references) {
            rows.append(rows.isEmpty() ? "" : ", ")
                    .append(
                            "Account.of(\"%s\", Instant.EPOCH, JsonValue.TRUE)"
                                    .formatted(reference));
        }
        return source.replace(
                "Page.whole(List.of(Account.of(\"a\", Instant.EPOCH, JsonValue.TRUE)))",
                "Page.of(List.of(%s), Json.createValue(\"s\" + request.state().map(Object::toString).orElse(\"\").length()), false)"
                        .formatted(rows));
    }

    private void compile(String source) throws IOException {
        AuthorPlugin.compile(work, classes, source);
    }

    private Response reload() {
        return server.post("/providers/bank/reload", "");
    }

    private static JsonObject firstDifference(JsonObject reload) {
        return reload.getJsonArray("connectors")
                .getJsonObject(0)
                .getJsonArray("pages")
                .getJsonObject(0)
                .getJsonObject("difference");
    }

    @Test
    void theLastPageIsFetchedAgainFromItsStateAndComparedRowByRow() throws IOException {
        var path = server.connector("bank");
        server.post(path + "/fetch/accounts", "");
        var state = server.get(path + "/state").body();
        compile(
                accounts("b", "c")
                        .replace(
                                "Account.of(\"b\", Instant.EPOCH, JsonValue.TRUE)",
                                "Account.of(\"b\", Instant.EPOCH, JsonValue.TRUE).withName(\"of \" + key)"));

        var response = reload();

        assertThat(response.status(), is(200));
        assertThat(response.body(), not(containsString("s3cret-key")));
        var difference = firstDifference(response.json());
        assertThat(
                difference.getJsonArray("added").getJsonObject(0).getString("reference"), is("c"));
        assertThat(
                difference.getJsonArray("removed").getJsonObject(0).getString("reference"),
                is("a"));
        assertThat(
                difference.getJsonArray("changed").toString(),
                is(
                        "[{\"reference\":\"b\",\"patch\":[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"of ***\"}]}]"));
        assertThat(difference.getJsonArray("page").isEmpty(), is(true));
        assertThat(server.get(path + "/state").body(), is(state));
        assertThat(
                server.post(path + "/fetch/accounts", "").body(),
                containsString("\"reference\":\"c\""));
    }

    @Test
    void eachReloadIsAnEventOfTheConnectorsOfItsProviders() throws IOException {
        var path = server.connector("bank");
        server.post(path + "/fetch/accounts", "");
        compile(accounts("b", "c"));
        reload();
        Files.write(classes.resolve("com/acme/Bank.class"), new byte[1]);
        reload();

        var events =
                server
                        .get(path + "/events")
                        .json()
                        .getJsonArray("events")
                        .getValuesAs(JsonObject.class)
                        .stream()
                        .filter(event -> event.getString("type").equals("reload"))
                        .map(event -> event.getJsonObject("data"))
                        .toList();

        assertThat(events.size(), is(2));
        assertThat(events.getFirst().getBoolean("failed"), is(false));
        assertThat(events.getFirst().getInt("added"), is(1));
        assertThat(events.getFirst().getInt("removed"), is(1));
        assertThat(events.getFirst().getInt("changed"), is(0));
        assertThat(events.getLast().getBoolean("failed"), is(true));
    }

    @Test
    void aPageWithoutRowsDoesNotTakeThePlaceOfOneWithRows() throws IOException {
        compile(onFirstPage(accounts("a", "b")));
        reload();
        var path = server.connector("bank");
        server.post(path + "/fetch/accounts", "");
        var empty = server.post(path + "/fetch/accounts", "");
        compile(onFirstPage(accounts("a", "b", "c")));

        var difference = firstDifference(reload().json());

        assertThat(empty.json().getJsonArray("accounts").isEmpty(), is(true));
        assertThat(difference.getInt("unchanged"), is(2));
        assertThat(
                difference.getJsonArray("added").getJsonObject(0).getString("reference"), is("c"));
    }

    private static String onFirstPage(String source) {
        return source.replace(
                "Page.of(List.of(",
                "Page.of(request.state().isPresent() ? List.<Account>of() : List.of(");
    }

    @Test
    void codeThatCannotBeLoadedLeavesTheFormerCodeInUseAndShowsItsLine() throws IOException {
        var path = server.connector("bank");
        var source =
                accounts("a")
                        .replace(
                                "static String key()",
                                "public Bank() { fail(\"no start\"); }\n\n    static String key()");
        compile(source);

        var response = reload();

        assertThat(response.status(), is(200));
        var error = response.json().getJsonObject("error");
        assertThat(error.getString("message"), is("reload failed"));
        assertThat(error.getJsonObject("exception").getString("message"), is("no start"));
        assertThat(
                error.getJsonObject("exception").getString("at"),
                startsWith("com.acme.Bank.fail(Bank.java:"));
        assertThat(
                server.post(path + "/fetch/accounts", "").body(),
                containsString("\"reference\":\"b\""));
        var code = server.get(path).json().getJsonObject("code");
        assertThat(code.getBoolean("changed"), is(true));
        assertThat(code.getJsonObject("error"), is(error));
    }

    @Test
    void aHalfWrittenClassLeavesTheFormerCodeInUse() throws IOException {
        var path = server.connector("bank");
        var file = classes.resolve("com/acme/Bank.class");
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        var broken = reload();
        Files.write(file, bytes);
        var whole = reload();

        assertThat(
                broken.json().getJsonObject("error").getString("details"),
                containsString("ClassFormatError"));
        assertThat(whole.json().get("error"), is(JsonValue.NULL));
        assertThat(server.post(path + "/fetch/accounts", "").status(), is(200));
    }

    @Test
    void aConnectorThatTheNewCodeRefusesStaysListedUntilItIsAcceptedAgain() throws IOException {
        var path = server.connector("bank");
        server.post(path + "/fetch/accounts", "");
        compile(
                accounts("a")
                        .replace(
                                "return ConfigSchema.of(KEY);",
                                "return ConfigSchema.of(KEY, ConfigField.required(\"region\", ConfigType.STRING, \"R.\"));"));

        var refused = reload().json().getJsonArray("connectors").getJsonObject(0);
        var shown = server.get(path).json();
        var fetched = server.post(path + "/fetch/accounts", "");
        compile(accounts("a", "b"));
        reload();

        assertThat(
                refused.getJsonObject("error").getString("details"),
                containsString("field region: is required"));
        assertThat(
                shown.getJsonObject("error").getString("details"),
                containsString("field region: is required"));
        assertThat(shown.getJsonObject("config").getString("apiKey"), is("***"));
        assertThat(
                fetched.status() + fetched.details(), containsString("field region: is required"));
        assertThat(server.get(path).json().get("error"), is(JsonValue.NULL));
        assertThat(server.post(path + "/fetch/accounts", "").status(), is(200));
    }

    @Test
    void aRunningCallEndsWithTheFormerCode() throws Exception {
        var waiting =
                accounts("old")
                        .replace(
                                "String key = config",
                                "var gate = new java.util.concurrent.CountDownLatch(1); String key = config")
                        .replace(
                                "/*accounts*/",
                                "System.setProperty(\"reload.test.running\", \"true\"); while (Boolean.getBoolean(\"reload.test.running\")) { try { gate.await(10, java.util.concurrent.TimeUnit.MILLISECONDS); } catch (InterruptedException e) { fail(\"late\"); } } new Late().toString();")
                        .replace(
                                "static String fail(",
                                "static class Late { }\n\n    static String fail(");
        compile(waiting);
        reload();
        var path = server.connector("bank");
        var running =
                CompletableFuture.supplyAsync(() -> server.post(path + "/fetch/accounts", ""));
        Await.condition("a running call", () -> Boolean.getBoolean("reload.test.running"));
        compile(accounts("new"));

        reload();
        var other = server.post(path + "/fetch/external-accounts", "");
        System.setProperty("reload.test.running", "false");

        assertThat(running.get().body(), containsString("\"reference\":\"old\""));
        assertThat(other.code(), is("UNIMPLEMENTED"));
        assertThat(
                server.post(path + "/fetch/accounts", "").body(),
                containsString("\"reference\":\"new\""));
    }

    @Test
    void aChangeIsNoticedAndLoadedByItself() throws IOException {
        try (var automatic = new RunningDevServer(List.of(), "classes=" + classes)) {
            var path = automatic.connector("bank");
            automatic.post(path + "/fetch/accounts", "");
            compile(accounts("a", "b", "c"));

            var reloads = await(automatic, one -> !one.getJsonArray("reloads").isEmpty());

            var reload = reloads.getJsonArray("reloads").getJsonObject(0);
            assertThat(reload.getBoolean("automatic"), is(true));
            assertThat(
                    firstDifference(reload)
                            .getJsonArray("added")
                            .getJsonObject(0)
                            .getString("reference"),
                    is("c"));
            assertThat(
                    automatic.get(path).json().getJsonObject("code").getBoolean("changed"),
                    is(false));
        }
    }

    @Test
    void aProjectThatIsCompiledLaterIsFoundAndItsConnectorsAreRestored() throws IOException {
        var later = work.resolve("later");
        var stateFile = work.resolve("state.json");
        String path;
        try (var before =
                new RunningDevServer(List.of(), "classes=" + classes, "state-file=" + stateFile)) {
            path = before.connector("bank");
        }
        try (var after =
                new RunningDevServer(List.of(), "classes=" + later, "state-file=" + stateFile)) {
            assertThat(after.get(path).status(), is(404));
            assertThat(after.log.toString(), containsString("dev-server.classes"));
            AuthorPlugin.compile(work, later, accounts("a"));

            await(after, one -> !one.getJsonArray("reloads").isEmpty());

            assertThat(after.post(path + "/fetch/accounts", "").status(), is(200));
        }
    }

    @Test
    void theClassLoaderOfFormerCodeIsClosedAndCollected() throws IOException {
        var source = ProviderSource.ofClassPath(classes.toString(), Duration.ofSeconds(30));
        var first = new LinkedHashMap<>(Map.of(source, source.load()));
        var loader = new WeakReference<>(first.get(source).loader().orElseThrow());
        try (var plugins = new RunningDevServer(first)) {
            var path = plugins.connector("bank");
            plugins.post(path + "/fetch/accounts", "");
            plugins.post(path + "/fetch/payments", "");

            compile(accounts("c"));
            plugins.post("/providers/bank/reload", "");

            Await.condition(
                    "the former class loader is collected",
                    () -> {
                        System.gc();
                        return loader.get() == null;
                    });
            assertThat(plugins.post(path + "/fetch/accounts", "").status(), is(200));
        }
    }

    @Test
    void theCatalogueHasCapabilitiesAndFields() {
        var entry = server.get("/catalogue").json().getJsonArray("providers").getJsonObject(0);

        assertThat(entry.getString("provider"), is("bank"));
        assertThat(entry.getJsonArray("capabilities").toString(), is("[\"FETCH_ACCOUNTS\"]"));
        assertThat(
                entry.getJsonObject("configSchema").getJsonObject("apiKey").getBoolean("secret"),
                is(true));
        assertThat(entry.getJsonObject("code").getString("source"), is(classes.toString()));
    }

    @Test
    void aConfigurationIsChangedWithoutItsSecretsAndItsStatesStay() {
        var path = server.connector("bank");
        server.post(path + "/fetch/accounts", "");
        var state = server.get(path + "/state").body();

        var changed =
                server.request("PUT", path, "{\"config\":{\"apiKey\":\"***\",\"pageSize\":7}}");
        var refused = server.request("PUT", path, "{\"config\":{\"apiKey\":\"***\",\"x\":7}}");
        var kept = server.get(path + "/state").body();
        var fetched = server.post(path + "/fetch/accounts", "{\"useCachedState\":false}");

        assertThat(changed.status(), is(200));
        assertThat(
                changed.json().getJsonObject("config").toString(),
                is("{\"apiKey\":\"***\",\"name\":\"n\",\"pageSize\":7,\"pollingPeriod\":\"2m\"}"));
        assertThat(refused.status() + refused.details(), containsString("400invalid config"));
        assertThat(kept, is(state));
        assertThat(fetched.status(), is(200));
        assertThat(server.get(path).body(), not(containsString("s3cret-key")));
    }

    @Test
    void whenAConnectorWasInstalledIsShown() {
        var path = server.connector("bank");
        var before = server.get(path).json();
        server.post(path + "/install", "");
        var installed = server.get(path).json();
        server.post(path + "/uninstall", "");

        assertThat(before.getString("createdAt").length(), greaterThan(10));
        assertThat(before.get("installedAt"), is(JsonValue.NULL));
        assertThat(installed.getString("installedAt").length(), greaterThan(10));
        assertThat(server.get(path).json().get("installedAt"), is(JsonValue.NULL));
    }

    @Test
    void aProviderThatIsBuiltInCannotBeLoadedAgain() {
        try (var builtIn = new RunningDevServer(new FakeProvider())) {
            assertThat(builtIn.post("/providers/fake/reload", "").status(), is(409));
            assertThat(builtIn.post("/providers/nope/reload", "").status(), is(404));
        }
    }

    private static JsonObject await(RunningDevServer server, Predicate<JsonObject> condition) {
        Await.condition("a reload", () -> condition.test(server.get("/reloads").json()));
        return server.get("/reloads").json();
    }
}
