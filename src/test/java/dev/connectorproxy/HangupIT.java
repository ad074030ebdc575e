package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// SIGHUP to the built jar as a process of its own.
@DisabledOnOs(OS.WINDOWS)
class HangupIT {
    private static final Pattern LISTENING =
            Pattern.compile("listening on (http://127.0.0.1:\\d+), ");
    private static final Pattern RELOADED = Pattern.compile("reload: read again: (.*)");

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void readsTheKeyFileAgainAndKeepsRunning() throws Exception {
        assumeFalse(ignoresHangup(), "started with nohup, which the jar inherits");
        var key = Files.writeString(folder.resolve("key"), "before");
        try (var jar = new RealJarIT.Jar("--config", config("api-key-file: " + key))) {
            var base = jar.awaitLine(LISTENING).group(1);

            Files.writeString(key, "after");
            var reloaded = hangUp(jar);

            assertThat(reloaded, is("API keys (default); failed: nothing"));
            assertThat(status(base, "before"), is(401));
            assertThat(status(base, "after"), is(200));

            Files.writeString(key, "");
            hangUp(jar);

            assertThat(status(base, "after"), is(200));
            jar.terminate();
            assertThat(jar.awaitExit(), is(0));
        }
    }

    /// Whether this process ignores SIGHUP, the first of the signals in the mask; a JVM leaves that as it is.
    private static boolean ignoresHangup() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .anyMatch(line -> line.matches("SigIgn:\\s*[0-9a-f]*[13579bdf]"));
    }

    private static String hangUp(RealJarIT.Jar jar) throws IOException, InterruptedException {
        var pid = Long.toString(jar.pid());
        new ProcessBuilder("kill", "-HUP", pid).start().waitFor();
        return jar.awaitLine(RELOADED).group(1);
    }

    private int status(String base, String key) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(base + "/v1/commands"))
                        .header("Spiff-Connector-Proxy-Api-Key", key)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String config(String security) throws IOException {
        var yaml = "server: {port: 0}\nlogging: {format: text}\nsecurity: {%s}\n";
        return Files.writeString(folder.resolve("a.yaml"), yaml.formatted(security)).toString();
    }
}
