package dev.connectorproxy;

import static dev.connectorproxy.plugins.PluginJar.provider;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.plugins.PluginJar;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plugins in the running program: a misbehaving one affects neither the others nor the program.
@ServerMetricsLock
class PluginRoutesTest {
    private static final String MISDEEDS =
            """
            switch (arguments.string("text").orElse("")) {
                case "hang" -> {
                    while (true) {
                        java.util.concurrent.locks.LockSupport.park();
                    }
                }
                case "spin" -> {
                    long end = System.nanoTime() + 4_000_000_000L;
                    while (System.nanoTime() < end) {
                    }
                }
                case "overflow" -> overflow(1);
                case "error" -> throw new Error("CANARY");
                case "link" -> throw new NoClassDefFoundError("some/Where");
                case "death" -> Misdeeds.<RuntimeException>sneak(new Throwable("CANARY"));
                case "checked" -> Misdeeds.<RuntimeException>sneak(new java.io.IOException("CANARY"));
                case "null" -> {
                    return null;
                }
                case "leak" -> {
                    var thread = new Thread(() -> {
                        while (true) {
                            java.util.concurrent.locks.LockSupport.park();
                        }
                    });
                    thread.setDaemon(true);
                    thread.start();
                }
                case "huge" -> {
                    return CommandResult.Done.of(Json.createValue("x".repeat(100 << 20)));
                }
                case "huge text" -> {
                    return new CommandResult.Done(new CommandResult.Body.Text("a", "x".repeat(100 << 20)),
                        OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of());
                }
                case "deep" -> {
                    JsonValue value = JsonValue.EMPTY_JSON_ARRAY;
                    for (int i = 0; i < 2000; i++) {
                        value = Json.createArrayBuilder().add(value).build();
                    }
                    return CommandResult.Done.of(value);
                }
                case "own" -> throw new ConnectorException("Odd", 418, "as it says");
                default -> { }
            }
            return CommandResult.Done.of(Json.createObjectBuilder().add("ok", true).build());
                    }

                    static int overflow(int n) {
                        return overflow(n + 1) + 1;
                    }

                    @SuppressWarnings("unchecked")
                    static <T extends Throwable> void sneak(Throwable thrown) throws T {
                        throw (T) thrown;
                    }

                    public JsonValue failureBody(String message) {
                        if (message.contains("as it says")) {
                            while (true) {
                                java.util.concurrent.locks.LockSupport.park();
                            }
                        }
                        throw new IllegalStateException("CANARY");
            """;

    @TempDir private static Path directory;
    @TempDir private static Path work;

    @BeforeAll
    static void plugins() throws IOException {
        new PluginJar(work)
                .write(
                        directory.resolve("misdeeds.jar"),
                        provider("Misdeeds", "misdeeds", MISDEEDS)
                                .replace("new Command() {", "new Misdeed() {")
                                .replace("Misdeeds.<", "Misdeed.<"),
                        "package test.plugin; abstract class Misdeed implements dev.connectorproxy.spi.Command {"
                                + " @SuppressWarnings(\"unchecked\") static <T extends Throwable> void sneak(Throwable it) throws T { throw (T) it; } }");
        Files.writeString(directory.resolve("broken.jar"), "no jar");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    fine,      200, -
                    leak,      200, -
                    hang,      200, ReadTimeout
                    spin,      200, ReadTimeout
                    overflow,  500, INTERNAL_ERROR
                    error,     500, INTERNAL_ERROR
                    link,      500, INTERNAL_ERROR
                    death,     500, INTERNAL_ERROR
                    checked,   500, INTERNAL_ERROR
                    null,      500, INTERNAL_ERROR
                    deep,      500, INTERNAL_ERROR
                    huge,      200, ResponseTooLarge
                    huge text, 200, ResponseTooLarge
                    own,       200, Odd
                    """)
    void aMisbehavingCommandAffectsOnlyItsOwnCall(String misdeed, int status, String code)
            throws IOException {
        var deadline = "ReadTimeout".equals(code) ? "PT1S" : "PT30S";
        try (var proxy = proxy("limits: {deadline: %s}".formatted(deadline))) {
            long begin = System.nanoTime();

            var response = proxy.run("misdeeds/Run", "{\"text\":\"" + misdeed + "\"}");

            assertThat(
                    Duration.ofNanos(System.nanoTime() - begin),
                    is(lessThan(Duration.ofSeconds(20))));
            assertThat(response.body(), response.status(), is(status));
            if (code == null) {
                assertThat(
                        response.commandResponse().getJsonObject("body").getBoolean("ok"),
                        is(true));
            } else {
                assertThat(response.errorCode(), is(code));
                assertThat(response.commandResponse().getJsonObject("body").isEmpty(), is(true));
            }
            assertThat(proxy.run("misdeeds/Run", "{}").status(), is(200));
            assertThat(proxy.run("example/Example", "{\"message\":\"a\"}").status(), is(200));
            assertThat(proxy.logAfterClose(), not(containsString("CANARY")));
        }
    }

    @Test
    void manyBusyLoopsDoNotBlockOtherCalls() throws Exception {
        try (var proxy = proxy("limits: {deadline: PT2S}");
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var spinning = new ArrayList<Callable<RunningProxy.Response>>();
            for (var i = 0; i < 8; i++) {
                spinning.add(() -> proxy.run("misdeeds/Run", "{\"text\":\"spin\"}"));
            }
            var pending = spinning.stream().map(callers::submit).toList();

            var response = proxy.run("example/Example", "{\"message\":\"a\"}");
            boolean respondedMeanwhile =
                    pending.stream().noneMatch(java.util.concurrent.Future::isDone);

            assertThat(response.status(), is(200));
            assertThat(respondedMeanwhile, is(true));
            for (var call : pending) {
                assertThat(call.get().errorCode(), is(oneOf("ReadTimeout", "ProxyOverloaded")));
            }
        }
    }

    @Test
    void aBrokenPluginIsReportedByHealthAndOnceInTheLogWhileTheRestIsReady() throws IOException {
        try (var proxy = proxy("connectors: {lost: {speed: 5}}")) {
            var health = proxy.request("GET", "/observe/health", "");
            var ready = proxy.request("GET", "/observe/health/ready", "");
            var commands = proxy.request("GET", "/v1/commands", "");
            var log = proxy.logAfterClose();

            assertThat(health.status(), is(200));
            assertThat(
                    health.body(),
                    containsString(
                            "{\"name\":\"plugins\",\"status\":\"UP\",\"data\":{\"broken.jar\":"
                                    + "\"broken: broken.jar is not a readable jar (ZipException)\","
                                    + "\"misdeeds.jar\":\"connector misdeeds (1)\"}}"));
            assertThat(ready.status(), is(200));
            assertThat(commands.body(), containsString("\"misdeeds/Run\""));
            assertThat(log.split("plugin broken.jar is broken").length, is(2));
            assertThat(log, containsString("plugin misdeeds.jar: connector misdeeds (1)"));
        }
    }

    @Test
    void settingsOfNoConnectorStopTheStartUnlessAPluginIsBroken(@TempDir Path sound)
            throws IOException {
        Files.copy(directory.resolve("misdeeds.jar"), sound.resolve("misdeeds.jar"));

        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                new RunningProxy(
                                                "plugins: {directory: %s}\nconnectors: {lost: {speed: 5}}"
                                                        .formatted(sound))
                                        .close());

        assertThat(failure.getMessage(), containsString("connectors.lost.speed is not a setting"));
    }

    private static RunningProxy proxy(String yaml) throws IOException {
        return new RunningProxy("plugins: {directory: %s}\n%s\n".formatted(directory, yaml));
    }
}
