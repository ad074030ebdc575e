package dev.connectorproxy.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.connectorproxy.observe.LogSettings.Format;
import dev.connectorproxy.observe.LogSettings.Level;
import dev.connectorproxy.settings.SettingsException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The log as an operator's own Logback file says.
class LogbackFileTest {
    private static final String JSON_ENCODER =
            "<encoder class='dev.connectorproxy.observe.JsonEncoder'/>";
    private static final String PATTERN_ENCODER =
            "<encoder><pattern>%level %logger %msg %ex{full}%n</pattern></encoder>";

    @TempDir private Path folder;
    private final ByteArrayOutputStream standardOutput = new ByteArrayOutputStream();
    private final Canaries canaries = new Canaries();

    @Test
    void writesTheSameLinesToAFile() throws Exception {
        var log = log(file("all.log", JSON_ENCODER) + root("all.log"));
        log.info("a message");
        log.command(call());

        log.close();

        var lines = json("all.log");
        assertThat(lines.get(0).keySet(), contains("time", "level", "logger", "message"));
        assertThat(lines.get(1).getString("event"), is("command"));
        assertThat(lines.get(1).getString("request_id"), is("request-id"));
        assertThat(lines, hasSize(2));
        assertThat(standardOutput.size(), is(0));
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void masksSecretsAndLeavesOutMessagesOfExceptionsWhateverTheEncoder(boolean ours)
            throws Exception {
        var secret = canaries.plain("secret");
        var log = log(file("all.log", ours ? JSON_ENCODER : PATTERN_ENCODER) + root("all.log"));
        log.setMask(text -> text.replace(secret, "***"));
        log.warning("quotes " + secret);
        log.error("failed", new IllegalStateException(canaries.plain("exception")));

        log.close();

        var text = Files.readString(folder.resolve("all.log"));
        canaries.assertAbsentFrom(text);
        assertThat(text, containsString("quotes ***"));
        assertThat(text, containsString("java.lang.IllegalStateException"));
        assertThat(text, containsString("at " + getClass().getName()));
    }

    @Test
    void sendsTheLinesOfCallsElsewhere() throws Exception {
        var log =
                log(
                        file("calls.log", PATTERN_ENCODER)
                                + file("rest.log", PATTERN_ENCODER)
                                + "<logger name='dev.connectorproxy.command' additivity='false'>"
                                + "<appender-ref ref='calls.log'/></logger>"
                                + root("rest.log"));
        log.command(call());
        log.info("a message");

        log.close();

        assertThat(
                Files.readString(folder.resolve("calls.log")),
                startsWith(
                        "INFO dev.connectorproxy.command http/GetRequest 200 -> 200 in 1.0 ms, 1 attempt"));
        assertThat(
                Files.readAllLines(folder.resolve("rest.log")),
                contains("INFO dev.connectorproxy a message "));
    }

    @Test
    void dropsAndCountsInsteadOfBlockingWhileAnAppenderBlocks() throws Exception {
        var log =
                log(
                        "<appender name='stuck' class='"
                                + StuckAppender.class.getName()
                                + "'/>"
                                + file("all.log", JSON_ENCODER)
                                + "<root><appender-ref ref='all.log'/><appender-ref ref='stuck'/></root>");
        log.info("line");
        assertThat(StuckAppender.REACHED.await(10, TimeUnit.SECONDS), is(true));

        IntStream.range(0, MaskingLogQueue.CAPACITY + 2_000).forEach(_ -> log.info("line"));
        var dropped = log.dropped();
        StuckAppender.RELEASED.countDown();
        log.close();

        assertThat(dropped, is(2_000L));
        assertThat(json("all.log"), hasSize(MaskingLogQueue.CAPACITY + 2));
        assertThat(
                json("all.log").getLast().getString("message"),
                is("2000 log lines were dropped: the queue was full or the output failed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <configuration                                                     | XML_PARSING
                    <configuration><appender name='a' class='no.Such'/><root><appender-ref ref='a'/></root></configuration> | no.Such
                    <configuration scan='true'/>                                       | scan is not supported
                    """)
    void refusesABadFile(String xml, String why) throws Exception {
        var path = Files.writeString(folder.resolve("logback.xml"), xml);
        var settings = new LogSettings(Format.JSON, Level.INFO, path.toString());

        var failure =
                assertThrows(
                        SettingsException.class, () -> new LogWriter(standardOutput, settings));

        assertThat(failure.getMessage(), startsWith("logging.logback-file: " + path + ": "));
        assertThat(failure.getMessage(), containsString(why));
    }

    private LogWriter log(String elements) throws IOException {
        var path =
                Files.writeString(
                        folder.resolve("logback.xml"),
                        "<configuration>" + elements + "</configuration>");
        return new LogWriter(
                standardOutput, new LogSettings(Format.JSON, Level.INFO, path.toString()));
    }

    private String file(String name, String encoder) {
        return "<appender name='%s' class='ch.qos.logback.core.FileAppender'><file>%s</file>%s</appender>"
                .formatted(name, folder.resolve(name), encoder);
    }

    private static String root(String appender) {
        return "<root><appender-ref ref='" + appender + "'/></root>";
    }

    private List<JsonObject> json(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name)).stream()
                .map(line -> Json.createReader(new StringReader(line)).readObject())
                .toList();
    }

    private static CommandEvent call() {
        return new CommandEvent(
                Instant.now(),
                new CommandEvent.Caller("request-id", "", "", "", "", "", ""),
                "http/GetRequest",
                new CommandEvent.Outcome(200, 200, "", 1_000_000),
                new CommandEvent.Bytes(1, 2),
                new CommandTrail.Snapshot("https://api.example.com:443", 1, 1, 2));
    }

    /// An appender that blocks until it is released, like a full pipe. Used by one test.
    public static final class StuckAppender extends AppenderBase<ILoggingEvent> {
        private static final CountDownLatch REACHED = new CountDownLatch(1);
        private static final CountDownLatch RELEASED = new CountDownLatch(1);

        @Override
        protected void append(ILoggingEvent event) {
            REACHED.countDown();
            try {
                RELEASED.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
