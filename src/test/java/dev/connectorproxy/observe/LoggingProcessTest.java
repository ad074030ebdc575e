package dev.connectorproxy.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The output of a whole process, because `java.util.logging` exists once per process and Helidon logs while it
/// starts.
@Timeout(120)
class LoggingProcessTest {
    @TempDir private Path folder;

    private final Canaries canaries = new Canaries();
    private final String secret = canaries.withSpecialCharacters("framework");

    @Test
    void writesNothingButItsOwnLinesFromStartToEnd() throws Exception {
        var output = run("JSON", "INFO", "");

        var lines = output.out().stream().map(LoggingProcessTest::parse).toList();
        assertThat(output.err(), is(""));
        assertThat(
                lines.stream().map(it -> it.getString("message")).toList(),
                contains(
                        "warning of io.helidon.webserver",
                        "severe of io.helidon.webserver",
                        "severe of org.apache.hc.client5.http.wire",
                        "info of other",
                        "warning of other",
                        "severe of other",
                        "info of slf4j",
                        "error of slf4j",
                        "info of platform",
                        "listening",
                        "in flight at the end: 0"));
        assertThat(lines.get(1).getString("logger"), is("io.helidon.webserver"));
        assertThat(lines.get(1).getString("level"), is("ERROR"));
        assertThat(
                lines.get(1).getString("exception"),
                startsWith("java.lang.IllegalStateException\n\tat "));
        canaries.assertAbsentFrom(output.all());
    }

    @Test
    void logsFrameworksFromInfoUpHoweverLowTheLevel() throws Exception {
        var output = run("TEXT", "TRACE", "");

        assertThat(output.err(), is(""));
        assertThat(output.all(), containsString(" INFO io.helidon.webserver: info of io.helidon"));
        assertThat(output.all(), containsString("Helidon SE 4"));
        assertThat(output.all(), not(containsString("warning of org.apache.hc")));
        assertThat(output.all(), not(containsString("fine of ")));
        assertThat(output.all(), containsString(" ERROR other: severe of other\n    java.lang."));
        canaries.assertAbsentFrom(output.all());
    }

    @Test
    void logsLittleOnLevelError() throws Exception {
        var output = run("JSON", "ERROR", "");

        assertThat(output.err(), is(""));
        assertThat(
                output.out().stream().map(it -> parse(it).getString("level")).distinct().toList(),
                is(List.of("ERROR")));
        assertThat(output.all(), not(containsString("warning of")));
    }

    @Test
    void logsFrameworksThroughTheOperatorsFile() throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("logback.xml"),
                        """
                        <configuration>
                          <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                            <encoder class="dev.connectorproxy.observe.JsonEncoder"/>
                          </appender>
                          <logger name="other" level="ERROR"/>
                          <root><appender-ref ref="OUT"/></root>
                        </configuration>
                        """);

        var output = run("JSON", "INFO", file.toString());

        assertThat(output.err(), is(""));
        assertThat(
                output.out().stream().map(line -> parse(line).getString("message")).toList(),
                contains(
                        "warning of io.helidon.webserver",
                        "severe of io.helidon.webserver",
                        "severe of org.apache.hc.client5.http.wire",
                        "severe of other",
                        "info of slf4j",
                        "error of slf4j",
                        "info of platform",
                        "listening",
                        "in flight at the end: 0"));
        canaries.assertAbsentFrom(output.all());
    }

    private Output run(String format, String level, String logbackFile)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ObservedProcess.class.getName(),
                                format,
                                level,
                                secret,
                                logbackFile)
                        .start();
        try (var out = process.inputReader(UTF_8);
                var err = process.errorReader(UTF_8)) {
            var lines = new ArrayList<String>();
            var last = level.equals("ERROR") ? "error of slf4j" : "listening";
            readUntil(out, last, lines);
            // unlike Process, ProcessHandle leaves the streams open
            process.toHandle().destroy();
            readUntil(out, "\0", lines);
            var errors = err.readAllAsString();
            assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
            return new Output(lines, errors);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void readUntil(BufferedReader reader, String last, List<String> lines)
            throws IOException {
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add(line);
            if (line.contains(last)) {
                return;
            }
        }
    }

    private static JsonObject parse(String line) {
        return Json.createReader(new StringReader(line)).readObject();
    }

    private record Output(List<String> out, String err) {
        String all() {
            return String.join("\n", out) + err;
        }
    }
}
