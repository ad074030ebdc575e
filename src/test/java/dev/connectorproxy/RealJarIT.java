package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built jar as a process of its own.
class RealJarIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+)");

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void finishesWorkInFlightOnSigtermAndExitsWithZero() throws Exception {
        var asked = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var upstream =
                        new RecordingUpstream(exchange -> {
                            asked.countDown();
                            Await.latch(release);
                            RecordingUpstream.send(
                                    exchange, 200, "application/json", "{\"late\":true}");
                        });
                var jar = new Jar("--config", config("egress: {allow: [127.0.0.1]}"))) {
            var base = jar.awaitLine(LISTENING).group(1);
            var pending =
                    client.sendAsync(
                            post(base, upstream.url()), HttpResponse.BodyHandlers.ofString());
            asked.await();

            jar.terminate();
            jar.awaitLine(Pattern.compile("shutting down"));
            var refused = send(post(base, upstream.url()));
            var ready =
                    send(
                            HttpRequest.newBuilder(URI.create(base + "/observe/health/ready"))
                                    .build());
            release.countDown();

            assertThat(refused.statusCode(), is(503));
            assertThat(refused.headers().firstValue("Retry-After").isPresent(), is(true));
            assertThat(refused.body(), containsString("ProxyOverloaded"));
            assertThat(ready.statusCode(), is(503));
            assertThat(pending.get(30, TimeUnit.SECONDS).body(), containsString("{\"late\":true}"));
            assertThat(jar.awaitExit(), is(0));
            assertThat(jar.lines.getLast(), containsString("stopped"));
        }
    }

    @Test
    void runsUntilStoppedAndLogsNothingButLines() throws Exception {
        try (var jar = new Jar("--config", config("logging: {format: json}"))) {
            var base = jar.awaitLine(LISTENING).group(1);

            var example =
                    send(
                            HttpRequest.newBuilder(URI.create(base + "/v1/do/example/Example"))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"message\":\"hi\"}"))
                                    .build());
            jar.terminate();

            assertThat(example.statusCode(), is(200));
            assertThat(jar.awaitExit(), is(0));
            jar.lines.forEach(line -> assertThat(line, startsWith("{\"time\":\"")));
        }
    }

    @Test
    void exitsWithStatusZeroAfterInformationalOptions() throws Exception {
        assertThat(
                ended("--help"),
                is(new Ended(0, "Usage: java -jar connector-proxy.jar [options]")));
        assertThat(ended("--version").line(), startsWith("connector-proxy 0.1.0"));
        assertThat(
                ended("--check-config"),
                is(new Ended(0, "configuration is good: built-in defaults")));
    }

    @Test
    void exitsWithOneLineAndStatusTwoForBadSettings() throws Exception {
        var unknown = ended("--config", config("egress: {conect-timeout: PT1S}"));
        var option = ended("--confg", "x");

        assertThat(unknown.status(), is(2));
        assertThat(unknown.line(), containsString("did you mean egress.connect-timeout?"));
        assertThat(option.status(), is(2));
        assertThat(option.line(), containsString("--config"));
    }

    @Test
    void importsAnApiDescriptionAndSaysByItsStatusHowThatWent() throws Exception {
        var document =
                Files.writeString(
                        folder.resolve("shop.json"),
                        """
                        {"openapi": "3.0.0", "servers": [{"url": "https://shop.example"}],
                         "paths": {"/items": {"get": {"responses": {}}}}}\
                        """);
        var directory = folder.resolve("connectors").toString();

        assertThat(
                ended("import", document.toString(), "--directory", directory),
                is(
                        new Ended(
                                0,
                                folder.resolve("connectors/shop.yaml")
                                        + ": 1 of 1 operations are commands")));
        assertThat(ended("import", "--check", "--call", document.toString()).status(), is(0));
        var twice = ended("import", document.toString(), "--directory", directory);
        assertThat(twice.status(), is(2));
        assertThat(twice.line(), containsString("--force replaces it"));
        Files.writeString(document, "{\"openapi\": \"4\"}");
        try (var jar = new Jar("import", "--check", document.toString())) {
            assertThat(jar.awaitExit(), is(1));
        }
    }

    @Test
    void stopsWhenThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();

            var ended = ended("--config", config("server: {port: " + port + "}"));

            assertThat(ended, is(new Ended(2, "server.port " + port + " on 127.0.0.1 is in use")));
        }
    }

    @Test
    void refusesAnEmptyKeyInTheWordsOfAsyncHttp() throws Exception {
        try (var jar = new Jar(Map.of("CONNECTOR_PROXY_API_KEY", ""))) {
            assertThat(jar.awaitExit(), is(2));
            assertThat(
                    jar.lines,
                    is(
                            List.of(
                                    "CONNECTOR_PROXY_API_KEY config cannot be empty. Unset it to disable API key authentication.")));
        }
    }

    /// The first line of output, and the exit status.
    private record Ended(int status, String line) {}

    private Ended ended(String... arguments) throws Exception {
        try (var jar = new Jar(arguments)) {
            int status = jar.awaitExit();
            assertThat("lines", status == 0 ? 1 : jar.lines.size(), lessThanOrEqualTo(1));
            return new Ended(status, jar.lines.getFirst());
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest post(String base, String url) {
        return HttpRequest.newBuilder(URI.create(base + "/v1/do/http/GetRequest"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"url\":\"" + url + "/\"}"))
                .build();
    }

    private String config(String yaml) throws IOException {
        var port = yaml.contains("port:") ? "" : "\nserver: {port: 0}";
        return Files.writeString(folder.resolve("a.yaml"), yaml + port + "\n").toString();
    }

    /// A process of the built jar, its output line by line.
    static final class Jar implements AutoCloseable {
        final List<String> lines = new ArrayList<>();
        private final Process process;
        private final BufferedReader out;

        Jar(String... arguments) throws IOException {
            this(Map.of(), arguments);
        }

        Jar(Map<String, String> environment, String... arguments) throws IOException {
            this(List.of(), environment, arguments);
        }

        /// Starts the jar like `make run`, with the AOT cache of the JVM if there is one.
        ///
        /// @param jvm further options of the JVM
        static Jar fast(List<String> jvm, String... arguments) throws IOException {
            var options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx512m"));
            options.add("-XX:+ExitOnOutOfMemoryError");
            var cache = RunningProxy.jar().resolveSibling("connector-proxy.aot");
            if (Files.exists(cache)) {
                options.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error"));
            }
            options.addAll(jvm);
            return new Jar(options, Map.of(), arguments);
        }

        static Jar fast(String... arguments) throws IOException {
            return fast(List.of(), arguments);
        }

        private Jar(List<String> jvm, Map<String, String> environment, String... arguments)
                throws IOException {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvm);
            command.addAll(List.of("-jar", RunningProxy.jar().toString()));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name ->
                            name.startsWith("CONNECTOR_")
                                    || name.equals("PORT")
                                    || name.equals("HOST"));
            builder.environment().put("CONNECTOR_DEV_ADDR", "127.0.0.1:0");
            builder.environment().putAll(environment);
            process = builder.start();
            out = process.inputReader(StandardCharsets.UTF_8);
        }

        Matcher awaitLine(Pattern wanted) throws IOException {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                var matcher = wanted.matcher(line);
                if (matcher.find()) {
                    return matcher;
                }
            }
            throw new AssertionError("ended without " + wanted + ": " + lines);
        }

        long pid() {
            return process.pid();
        }

        /// Sends SIGTERM; [Process#destroy()] would close the output, too.
        void terminate() {
            process.toHandle().destroy();
        }

        int awaitExit() throws IOException, InterruptedException {
            out.lines().forEach(lines::add);
            return process.waitFor();
        }

        /// Waits until the process has ended, whatever it printed.
        void awaitEnd() throws InterruptedException {
            process.waitFor();
        }

        /// Kills it like `kill -9`, and waits until it has ended.
        void kill() throws InterruptedException {
            close();
            awaitEnd();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
