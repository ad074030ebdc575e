package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jars for authors, new projects built as an author does, and the built proxy with them as plugins.
class PluginJarIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final Pattern DEV_LISTENING =
            Pattern.compile("dev server listening on (http://127.0.0.1:\\d+)");

    @TempDir private Path folder;

    @Test
    void theJarOfTheKitHoldsTheKitAlone() throws IOException {
        var kit = Path.of("src/kit/java");
        var wanted = new TreeSet<>(Set.of("dev/connectorproxy/catalogue/ArgumentCheck.class"));
        try (var sources = Files.walk(kit)) {
            sources.filter(it -> it.toString().endsWith(".java"))
                    .map(it -> kit.relativize(it).toString().replace(".java", ".class"))
                    .forEach(wanted::add);
        }

        try (var jar = new JarFile("target/connector-proxy-tests.jar")) {
            var held =
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(it -> it.endsWith(".class"))
                            .map(it -> it.replaceFirst("\\$.*", ".class"))
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(held, is(wanted));
        }
    }

    @Test
    void aNewConnectorBuildsKeepsTheContractAndGreets() throws Exception {
        var plugins = Files.createDirectory(folder.resolve("plugins"));
        var project = written("connector", "hello");
        Files.copy(built(project, "connector-hello.jar"), plugins.resolve("connector-hello.jar"));
        assertThat(
                tests(project, "com.example.hello.HelloContractTest"),
                containsString("endsSoonAfterItIsInterrupted"));
        Files.writeString(plugins.resolve("broken.jar"), "no jar");
        var secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("NAME"), "Ada Lovelace\n");
        var config =
                Files.writeString(
                        folder.resolve("a.yaml"),
                        "server: {port: 0}\nsecrets: {directory: %s}\nsecurity: {secrets-without-key: [NAME]}\nconnectors: {hello: {greeting: Servus}}\n"
                                .formatted(secrets));
        try (var jar =
                        new RealJarIT.Jar(
                                "--config", config.toString(), "--plugins", plugins.toString());
                var client = HttpClient.newHttpClient()) {
            var base = jar.awaitLine(LISTENING).group(1);

            var greeting =
                    client.send(
                            HttpRequest.newBuilder(URI.create(base + "/v1/do/hello/Greet"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"name\": \"${secret:NAME}\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            var health =
                    client.send(
                            HttpRequest.newBuilder(URI.create(base + "/observe/health")).build(),
                            HttpResponse.BodyHandlers.ofString());
            jar.terminate();

            assertThat(greeting.body(), containsString("\"line\":\"Servus, ***!\""));
            assertThat(health.statusCode(), is(200));
            assertThat(health.body(), containsString("\"broken.jar\":\"broken: "));
            assertThat(jar.awaitExit(), is(0));
            assertThat(jar.lines, hasItem(containsString("plugin broken.jar is broken")));
        }
    }

    @Test
    void aNewProviderBuildsPassesTheKitAndFetches() throws Exception {
        var project = written("provider", "acme-bank");
        var plugins = built(project, "provider-acme-bank.jar").getParent();
        assertThat(
                tests(project, "com.example.acmebank.AcmeBankContractTest"),
                containsString("theWholeHistoryComesOnce"));
        var config =
                Files.writeString(
                        folder.resolve("b.yaml"),
                        "server: {port: 0}\ndev-server: {egress: {allow: [127.0.0.1]}}\n");
        try (var jar =
                        new RealJarIT.Jar(
                                "--config", config.toString(), "--plugins", plugins.toString());
                var client = HttpClient.newHttpClient()) {
            var base = jar.awaitLine(DEV_LISTENING).group(1);

            var providers =
                    client.send(
                            HttpRequest.newBuilder(URI.create(base + "/providers")).build(),
                            HttpResponse.BodyHandlers.ofString());
            jar.terminate();

            assertThat(providers.body(), containsString("\"acme-bank\""));
            assertThat(jar.awaitExit(), is(0));
        }
    }

    @Test
    void theProgramCarriesTheExamplesAsTheyAre() throws Exception {
        for (var kind : List.of("provider", "connector")) {
            var example = Path.of("etc/examples/%s-hello".formatted(kind));
            var project = folder.resolve(kind);
            try (var program = new RealJarIT.Jar("new", kind, "hello", project.toString())) {
                assertThat(program.awaitExit(), is(0));
            }

            try (var files = Files.walk(example)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var copy = project.resolve(example.relativize(file));
                    assertThat(file.toString(), Files.readString(copy), is(Files.readString(file)));
                }
            }
        }
    }

    @Test
    void theJarsForAuthorsHoldWhatAuthorsNeedAndNothingElse() throws IOException {
        var spi = entries("spi");
        var tests = entries("tests");

        assertThat(
                spi,
                hasItems(
                        "dev/connectorproxy/spi/ConnectorProvider.class",
                        "dev/connectorproxy/spi/JsonText.class",
                        "dev/connectorproxy/toolkit/payment/ProviderHttp.class"));
        assertThat(
                tests,
                hasItems(
                        "dev/connectorproxy/contract/CommandContract.class",
                        "dev/connectorproxy/contract/payment/ProviderContract.class",
                        "dev/connectorproxy/contract/payment/LiveContract.class",
                        "dev/connectorproxy/catalogue/ArgumentCheck.class"));
        // RecordedTest is what generated tests extend
        assertThat(tests, not(hasItem(matchesPattern("(?!.*/RecordedTest\\b).*Test.*"))));
        assertThat(tests, not(hasItem(containsString("/memory/"))));
        assertThat(
                spi.stream()
                        .filter(entry -> !entry.matches("dev/connectorproxy/(spi|toolkit)/.*"))
                        .toList(),
                is(List.of()));
        assertThat(
                tests.stream()
                        .filter(it ->
                                !it.matches(
                                        "dev/connectorproxy/(contract/|catalogue/ArgumentCheck).*"))
                        .toList(),
                is(List.of()));
    }

    private static List<String> entries(String classifier) throws IOException {
        try (var jar = new JarFile("target/connector-proxy-%s.jar".formatted(classifier))) {
            return jar.stream()
                    .filter(entry ->
                            !entry.isDirectory() && !entry.getName().startsWith("META-INF/"))
                    .map(java.util.zip.ZipEntry::getName)
                    .toList();
        }
    }

    /// Has the program write a project.
    private Path written(String kind, String name) throws Exception {
        var project = folder.resolve(name);
        try (var program = new RealJarIT.Jar("new", kind, name, project.toString())) {
            assertThat(program.awaitExit(), is(0));
        }
        return project;
    }

    /// Runs Maven offline, as an author does online.
    private static Path built(Path project, String jar) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                                "-o",
                                "-B",
                                "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                                "package")
                        .directory(project.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output, process.waitFor(), is(0));
        assertThat(output, not(containsString("problems were encountered")));
        return project.resolve("target").resolve(jar);
    }

    private static String tests(Path project, String report) throws IOException {
        return Files.readString(project.resolve("target/surefire-reports/TEST-" + report + ".xml"));
    }
}
