package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.connectorproxy.contract.payment.memory.KitRun;
import dev.connectorproxy.scaffold.BuiltProject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Projects as `new provider` and `new connector` write them: compiled, tested and loaded.
@ServerMetricsLock
class NewProjectsTest {
    @TempDir private Path work;

    @ParameterizedTest
    @CsvSource({"provider, 80", "connector, 8"})
    void compilesAndPassesItsTests(String kind, int tests) throws Exception {
        var project = BuiltProject.of(kind, "acme-bank", work);

        try (var loader = project.loader()) {
            var contract = loader.loadClass("com.example.acmebank.AcmeBankContractTest");
            var run = KitRun.of(selectClass(contract), "any", "value");

            assertThat(run.details(), run.failed(), is(empty()));
            assertThat(run.ran().size(), is(greaterThan(tests)));
        }
    }

    @Test
    void aProviderIsListedAndFetchesPageByPage() throws Exception {
        var project = BuiltProject.of("provider", "acme-bank", work);
        project.jar(Files.createDirectory(work.resolve("plugins")).resolve("provider.jar"));
        try (var loader = project.loader();
                var bank = new Bank(loader.loadClass("com.example.acmebank.AcmeBankServer"));
                var proxy =
                        new RunningProxy(
                                "plugins: {directory: %s}\ndev-server: {egress: {allow: [127.0.0.1]}}"
                                        .formatted(work.resolve("plugins")));
                var client = HttpClient.newHttpClient()) {
            var dev = new Dev(client, "http://127.0.0.1:" + proxy.devPort().orElseThrow());

            var providers = dev.send("GET", "/providers", "");
            dev.send("POST", "/connectors", bank.connector());
            var first = json(dev.send("POST", "/fetch/payments", "{\"pageSize\": 3}"));
            var second = json(dev.send("POST", "/fetch/payments", "{\"pageSize\": 3}"));

            assertThat(providers, containsString("\"acme-bank\""));
            assertThat(references(first), is("pay_0 pay_1 pay_2"));
            assertThat(references(second), is("pay_3 pay_4 pay_5"));
            assertThat(first.getJsonArray("warnings"), is(empty()));
        }
    }

    /// Prints how long it took from the edit to the result.
    @Test
    void aChangeOfItsSourceIsLoadedAndTheLastPageComparedAtOnce() throws Exception {
        var project = BuiltProject.of("provider", "acme-bank", work);
        try (var loader = project.loader();
                var bank = new Bank(loader.loadClass("com.example.acmebank.AcmeBankServer"));
                var proxy =
                        new RunningProxy(
                                "dev-server: {classes: [\"%s:%s\"], egress: {allow: [127.0.0.1]}}"
                                        .formatted(
                                                work.resolve("project/target/main"),
                                                work.resolve("project/src/main/resources")));
                var client = HttpClient.newHttpClient()) {
            var dev = new Dev(client, "http://127.0.0.1:" + proxy.devPort().orElseThrow());
            dev.send("POST", "/connectors", bank.connector());
            var page = json(dev.send("POST", "/fetch/accounts", "{\"pageSize\": 3}"));

            var started = System.nanoTime();
            edit(
                    "AcmeBankMapping",
                    ".withName(row.requiredString(\"name\"))",
                    ".withName(\"of \" + row.requiredString(\"name\"))");
            project.compile("main");
            var compiled = System.nanoTime();
            Await.condition("loaded again", () -> !dev.reloads().isEmpty());
            var ended = System.nanoTime();

            var changed =
                    dev.reloads()
                            .getJsonObject(0)
                            .getJsonArray("connectors")
                            .getJsonObject(0)
                            .getJsonArray("pages")
                            .getJsonObject(0)
                            .getJsonObject("difference")
                            .getJsonArray("changed");
            assertThat(page.getJsonArray("accounts").size(), is(3));
            assertThat(changed.size(), is(3));
            assertThat(changed.toString(), containsString("\"path\":\"/name\",\"value\":\"of "));
            System.out.printf(
                    "new provider: %d ms from the edit to the result, %d ms of it for javac%n",
                    (ended - started) / 1_000_000, (compiled - started) / 1_000_000);
        }
    }

    @Test
    void whatIsSavedAsATestPassesInTheProject() throws Exception {
        var project = BuiltProject.of("provider", "acme-bank", work);
        var folder = work.resolve("project");
        project.jar(Files.createDirectory(work.resolve("plugins")).resolve("provider.jar"));
        try (var loader = project.loader();
                var bank = new Bank(loader.loadClass("com.example.acmebank.AcmeBankServer"));
                var proxy =
                        new RunningProxy(
                                "plugins: {directory: %s}\ndev-server: {tests-directory: %s, egress: {allow: [127.0.0.1]}}"
                                        .formatted(work.resolve("plugins"), folder));
                var client = HttpClient.newHttpClient()) {
            var dev = new Dev(client, "http://127.0.0.1:" + proxy.devPort().orElseThrow());
            var id = json(dev.send("POST", "/connectors", bank.connector()));
            var connector = "/connectors/" + id.getString("connectorId");
            var run = json(dev.send("POST", connector + "/runs?wait=30", "{\"pageSize\": 3}"));

            dev.send(
                    "POST",
                    connector + "/tests",
                    "{\"name\": \"Whole\", \"package\": \"com.example.acmebank\", \"run\": %s}"
                            .formatted(run.get("run")));
            project.compile("test");
        }
        try (var loader = project.loader()) {
            Thread.currentThread().setContextClassLoader(loader); // of JUnit in a project
            var saved = loader.loadClass("com.example.acmebank.WholeTest");
            var played = KitRun.of(selectClass(saved), "any", "value");

            assertThat(played.details(), played.failed(), is(empty()));
            assertThat(played.ran().size(), is(greaterThan(5)));
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
    }

    private void edit(String type, String before, String after) throws IOException {
        var source = work.resolve("project/src/main/java/com/example/acmebank/" + type + ".java");
        var text = Files.readString(source);
        assertThat(text, containsString(before));
        Files.writeString(source, text.replace(before, after));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static String references(JsonObject page) {
        return String.join(
                " ",
                page.getJsonArray("payments")
                        .getValuesAs(row -> row.asJsonObject().getString("reference")));
    }

    /// The pretend server of the project, whose class is not visible to others.
    private record Bank(Class<?> type, AutoCloseable server) implements AutoCloseable {
        Bank(Class<?> type) throws ReflectiveOperationException {
            var constructor = type.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            this(type, (AutoCloseable) constructor.newInstance(0));
        }

        String connector() throws ReflectiveOperationException {
            var url = type.getDeclaredMethod("url");
            url.setAccessible(true);
            return "{\"provider\": \"acme-bank\", \"name\": \"n\", \"config\": {\"apiKey\": \"k3y-0123456789-acme-bank\", \"endpoint\": \"%s\"}}"
                    .formatted(url.invoke(server));
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Dev(HttpClient client, String url) {
        String send(String method, String path, String body) throws Exception {
            var request =
                    HttpRequest.newBuilder(URI.create(url + path))
                            .method(method, BodyPublishers.ofString(body))
                            .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }

        JsonArray reloads() {
            try {
                return json(send("GET", "/reloads", "")).getJsonArray("reloads");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
