package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jars for authors, the example built with them as an author does, and the built proxy with it as a plugin.
class PluginJarIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final String VERSION = "0.1.0-SNAPSHOT";

    @TempDir private Path folder;

    /// JUnit would warn of every link to a file outside the folder.
    @AfterEach
    void unlink() throws IOException {
        for (var directory : List.of("repository", "repository/dev")) {
            if (Files.isDirectory(folder.resolve(directory))) {
                try (var entries = Files.list(folder.resolve(directory))) {
                    for (var link : entries.filter(Files::isSymbolicLink).toList()) {
                        Files.delete(link);
                    }
                }
            }
        }
    }

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
    void theExampleBuildsKeepsTheContractAndGreets() throws Exception {
        var plugins = Files.createDirectory(folder.resolve("plugins"));
        Files.copy(built(example()), plugins.resolve("connector-hello.jar"));
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
        assertThat(tests, not(hasItem(containsString("Test"))));
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

    private Path example() throws IOException {
        var source = Path.of("etc/examples/connector-hello");
        var copy = folder.resolve("connector-hello");
        try (var files = Files.walk(source)) {
            for (var file : files.filter(it -> !it.startsWith(source.resolve("target"))).toList()) {
                Files.copy(file, copy.resolve(source.relativize(file).toString()));
            }
        }
        return copy;
    }

    /// Runs Maven offline, with the repository of this build and the jars it has just made.
    private Path built(Path project) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                                "-o",
                                "-q",
                                "-B",
                                "-Dmaven.repo.local=" + repository(),
                                "package")
                        .directory(project.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output, process.waitFor(), is(0));
        assertThat(
                Files.readString(
                        project.resolve(
                                "target/surefire-reports/TEST-com.example.hello.HelloConnectorTest.xml")),
                containsString("endsSoonAfterItIsInterrupted"));
        return project.resolve("target/connector-hello.jar");
    }

    private Path repository() throws IOException {
        var shared = Path.of(System.getProperty("maven.repository"));
        var own = Files.createDirectory(folder.resolve("repository"));
        linkAllBut("dev", shared, own);
        var dev = Files.createDirectory(own.resolve("dev"));
        linkAllBut("connectorproxy", shared.resolve("dev"), dev);
        var home = dev.resolve("connectorproxy/connector-proxy/" + VERSION);
        Files.createDirectories(home);
        Files.copy(Path.of("pom.xml"), home.resolve("connector-proxy-%s.pom".formatted(VERSION)));
        for (var classifier : List.of("spi", "tests")) {
            Files.copy(
                    Path.of("target/connector-proxy-%s.jar".formatted(classifier)),
                    home.resolve("connector-proxy-%s-%s.jar".formatted(VERSION, classifier)));
        }
        return own;
    }

    private static void linkAllBut(String name, Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList()) {
                if (!entry.getFileName().toString().equals(name)) {
                    Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                }
            }
        }
    }
}
