package dev.connectorproxy.plugins;

import static dev.connectorproxy.plugins.PluginJar.provider;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Plugins that cannot be loaded, fail or hang do not affect others.
class BrokenPluginsTest extends PluginTestBase {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    public A() { throw new IllegalStateException("CANARY"); }              | IllegalStateException
                    public A() { throw new StackOverflowError("CANARY"); }                 | StackOverflowError
                    static final int X = Integer.parseInt("CANARY"); public A() {}         | NumberFormatException
                    public A() { Thread.currentThread().setName(String.valueOf(1 / 0)); }  | ArithmeticException
                    private A() {}                                                         | public no-arg constructor
                    """)
    void aProviderThatCannotBeCreatedIsReportedWithoutItsMessage(String constructor, String reason)
            throws IOException {
        write("a.jar", source(constructor, "return \"a\";", "return List.of();"));
        write("b.jar", provider("B", "b", "return CommandResult.Done.of(JsonValue.TRUE);"));

        var plugins = load(directory);

        assertThat(
                plugins.connectors().stream().map(ConnectorProvider::name).toList(), contains("b"));
        assertThat(plugins.statuses().get("a.jar"), containsString(reason));
        assertThat(plugins.statuses().get("a.jar"), not(containsString("CANARY")));
    }

    @ParameterizedTest(name = "{0} / {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    return null;                      | return List.of();                          | its connector has an impossible name, or none
                    return "a b";                     | return List.of();                          | its connector has an impossible name, or none
                    throw new RuntimeException("x");  | return List.of();                          | java.lang.RuntimeException
                    return "http";                    | return List.of();                          | the connector name http is taken by a built-in connector
                    return "a";                       | return null;                               | connector a: java.lang.NullPointerException
                    return "a";                       | throw new IllegalStateException("CANARY"); | connector a: java.lang.IllegalStateException
                    return "a";                       | throw new NoClassDefFoundError("x/Y");     | connector a: NoClassDefFoundError: x/Y
                    return "a";                       | throw new AssertionError();                | connector a: java.lang.AssertionError
                    return "a";                       | return Arrays.asList((Command) null);      | connector a: java.lang.NullPointerException
                    return "a";                       | return List.of(new Nothing());             | connector a: java.lang.NullPointerException
                    return "a";                       | return List.of(new Odd(), new Odd());      | connector a: it offers two commands Odd
                    """)
    void aProviderWithAnInvalidNameOrCommandsIsReported(String name, String commands, String reason)
            throws IOException {
        write("a.jar", source("public A() {}", name, commands));

        var plugins = load(directory);

        assertThat(commands(plugins, NOWHERE, Map.of()), is(empty()));
        assertThat(plugins.statuses(), is(Map.of("a.jar", "broken: " + reason)));
    }

    @ParameterizedTest
    @CsvSource({"constructor", "name", "commands"})
    void aProviderThatHangsIsGivenUp(String where) throws IOException {
        var hang = "while (true) { java.util.concurrent.locks.LockSupport.park(); }";
        write(
                "a.jar",
                source(
                        "public A() { " + (where.equals("constructor") ? hang : "") + " }",
                        where.equals("name") ? hang : "return \"a\";",
                        where.equals("commands") ? hang : "return List.of();"));

        var plugins = load(directory, Duration.ofMillis(500));

        assertThat(commands(plugins, NOWHERE, Map.of()), is(empty()));
        assertThat(
                plugins.statuses().get("a.jar"),
                containsString("it did not say in time what it offers"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    return null;                                                       | java.lang.NullPointerException
                    throw new IllegalStateException("CANARY");                         | java.lang.IllegalStateException
                    throw new AssertionError();                                        | java.lang.AssertionError
                    return new ConnectorInfo("x".repeat(5000), "", "", "");            | it is longer than 4000 characters
                    while (true) { java.util.concurrent.locks.LockSupport.park(); }    | it did not say in time what it offers
                    """)
    void aConnectorWhoseInfoFailsIsListedWithoutIt(String info, String reason) throws IOException {
        write(
                "a.jar",
                source("public A() {}", "return \"a\";", "return List.of(new Odd());")
                        .replace(
                                "public List<Command>",
                                "public ConnectorInfo info() { "
                                        + info
                                        + " } public List<Command>"));
        var plugins = load(directory, Duration.ofMillis(500));

        var listed =
                Catalogue.of(plugins.connectors(), _ -> new ConnectorContext(NOWHERE, Map.of()));

        var command = listed.commands().iterator().next();
        assertThat(command.connector(), is(ConnectorInfo.NONE));
        assertThat(
                plugins.statuses().get("a.jar"),
                is("connector a (1); broken: connector a: info: " + reason));
    }

    @Test
    void theInfoOfAPluginIsPassedOn() throws IOException {
        write(
                "a.jar",
                source("public A() {}", "return \"a\";", "return List.of(new Odd());")
                        .replace(
                                "public List<Command>",
                                "public ConnectorInfo info() { return new ConnectorInfo(\"A\", \"\", \"\", \"\"); } public List<Command>"));

        var plugins = load(directory);

        assertThat(plugins.connectors().getFirst().info(), is(new ConnectorInfo("A", "", "", "")));
    }

    @Test
    void filesThatAreNotPluginsAreReported() throws IOException {
        Files.writeString(directory.resolve("text.jar"), "this is no jar");
        Files.createFile(directory.resolve("nil.jar"));
        Files.createFile(directory.resolve("README.txt"));
        Files.createFile(directory.resolve(".hidden.jar"));
        Files.createDirectory(directory.resolve("no-jars"));
        write("library.jar", "package test.plugin; public class Library {}");
        Files.write(
                directory.resolve("cut.jar"),
                Arrays.copyOf(Files.readAllBytes(directory.resolve("library.jar")), 90));

        var statuses = load(directory).statuses();

        assertThat(statuses.keySet(), contains("cut.jar", "library.jar", "nil.jar", "text.jar"));
        assertThat(statuses.get("text.jar"), containsString("is not a readable jar"));
        assertThat(statuses.get("library.jar"), containsString("there is no META-INF/services/"));
    }

    @Test
    void aClassMissingAtACallFailsThatCallAndIsReportedOnce() throws IOException {
        var library =
                new PluginJar(work)
                        .write(
                                work.resolve("lib.jar"),
                                "package lib; public class Gone { public static void go() {} }");
        new PluginJar(work)
                .with(library)
                .write(
                        directory.resolve("a.jar"),
                        provider(
                                "A",
                                "a",
                                "lib.Gone.go(); return CommandResult.Done.of(JsonValue.TRUE);"));
        var plugins = load(directory);
        var command = onlyCommand(plugins);
        var reported = new ArrayList<String>();
        plugins.listen((file, reason) -> reported.add(file + " " + reason));

        assertThrows(NoClassDefFoundError.class, () -> command.execute(NOTHING, call()));
        assertThrows(NoClassDefFoundError.class, () -> command.execute(NOTHING, call()));

        assertThat(reported, contains("a.jar NoClassDefFoundError: lib/Gone"));
        assertThat(
                plugins.statuses().get("a.jar"),
                is("connector a (1); broken: NoClassDefFoundError: lib/Gone"));
    }

    @Test
    void aRefusedSettingStopsTheStartWithTheMessageOfTheProvider() throws IOException {
        write(
                "a.jar",
                source(
                        "public A() {}",
                        "return \"a\";",
                        "throw new IllegalArgumentException(\"speed must be a number, not \" + context.settings().get(\"speed\"));"));
        var plugins = load(directory);

        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Catalogue.of(
                                        plugins.connectors(),
                                        _ ->
                                                new ConnectorContext(
                                                        NOWHERE, Map.of("speed", "fast"))));

        assertThat(failure.getMessage(), is("connectors.a.speed must be a number, not fast"));
        assertThat(plugins.anyBroken(), is(false));
    }

    @Test
    void callsThatNeverEndBlockOnlyThatPluginAndOnlyUntilTheyEnd() throws Exception {
        write(
                "a.jar",
                provider(
                        "A",
                        "a",
                        """
                        System.setProperty("plugins.test.begun", Thread.currentThread().toString());
                        while (arguments.string("text").isPresent() && System.getProperty("plugins.test.release") == null) {
                            Thread.onSpinWait();
                            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                        }
                        return CommandResult.Done.of(JsonValue.TRUE);
                        """));
        var command = onlyCommand(load(directory));
        var hanging = new Arguments(Map.of("text", JsonText.ofString("hang")));

        for (var i = 0; i < PluginThreads.MAX_ABANDONED; i++) {
            System.clearProperty("plugins.test.begun");
            var worker =
                    Thread.ofVirtual()
                            .start(() ->
                                    assertThrows(
                                            ConnectorException.class,
                                            () -> command.execute(hanging, call())));
            while (System.getProperty("plugins.test.begun") == null) {
                Thread.onSpinWait();
            }
            worker.interrupt();
            worker.join();
        }
        var refused =
                assertThrows(ConnectorException.class, () -> command.execute(NOTHING, call()));
        System.setProperty("plugins.test.release", "");
        while (true) {
            try {
                assertThat(body(command), is("true"));
                break;
            } catch (ConnectorException e) {
                assertThat(e.is(ErrorCode.PROXY_OVERLOADED), is(true));
                Thread.onSpinWait();
            }
        }

        assertThat(refused.is(ErrorCode.PROXY_OVERLOADED), is(true));
        System.clearProperty("plugins.test.release");
        System.clearProperty("plugins.test.begun");
    }

    /// The source of a provider with these members, and of invalid commands.
    private static String source(String constructor, String name, String commands) {
        return """
        package test.plugin;

        import dev.connectorproxy.spi.*;
        import java.util.*;

        public class A implements ConnectorProvider {
            %s
            public String name() { %s }
            public List<Command> commands(ConnectorContext context) { %s }

            static class Nothing implements Command {
                public CommandSpec spec() { return null; }
                public CommandResult execute(Arguments arguments, Call call) { return null; }
            }

            static class Odd implements Command {
                public CommandSpec spec() { return new CommandSpec("Odd", "Is odd.", List.of(), List.of()); }
                public CommandResult execute(Arguments arguments, Call call) { return null; }
            }
        }
        """
                .formatted(constructor, name, commands);
    }
}
