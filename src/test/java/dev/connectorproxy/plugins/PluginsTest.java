package dev.connectorproxy.plugins;

import static dev.connectorproxy.plugins.PluginJar.provider;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {
    private static final Arguments NOTHING = new Arguments(Map.of());
    private static final Egress NOWHERE =
            (_, _) -> {
                throw new ConnectorException(ErrorCode.CONNECTION_ERROR, "nowhere");
            };

    private static final String PAYMENTS =
            """
            package test.plugin;

            import dev.connectorproxy.spi.payment.*;
            import java.util.*;

            public class BankPayments implements PaymentProvider {
                public String name() { return "bank"; }
                public ConfigSchema configSchema() { return ConfigSchema.of(); }
                public Set<Capability> capabilities() { return Set.of(); }
                public PaymentConnector connector(PaymentConfig config, ProviderContext context) {
                    return new PaymentConnector() {};
                }
            }
            """;

    @TempDir private Path directory;
    @TempDir private Path work;

    @Test
    void aMissingOrEmptyDirectoryIsFine() {
        var missing = load(directory.resolve("none"));

        assertThat(missing.connectors(), is(empty()));
        assertThat(load(directory).told(), is(anEmptyMap()));
    }

    @Test
    void aPaymentProviderIsFoundBesideAConnectorOfTheSameJar() throws IOException {
        new PluginJar(work)
                .write(
                        directory.resolve("bank.jar"),
                        provider("Bank", "bank", "return CommandResult.Done.of(JsonValue.NULL);"),
                        PAYMENTS);

        var plugins = load(directory);

        assertThat(plugins.connectors().size(), is(1));
        assertThat(plugins.paymentProviders().getFirst().name(), is("bank"));
        assertThat(plugins.told().get("bank.jar"), containsString("payment provider bank"));
        assertThat(plugins.anyBroken(), is(false));
    }

    @Test
    void aPaymentProviderAloneIsAPlugin() throws IOException {
        write("payments.jar", PAYMENTS);
        write(
                "unsound.jar",
                PAYMENTS.replace(
                        "public String name()",
                        "private BankPayments(int a) {} public String name()"));

        var plugins = load(directory);

        assertThat(plugins.connectors(), is(empty()));
        assertThat(plugins.paymentProviders().getFirst().name(), is("bank"));
        assertThat(plugins.told().get("payments.jar"), is("payment provider bank"));
        assertThat(
                plugins.told().get("unsound.jar"),
                startsWith("broken: test.plugin.BankPayments Unable to get public no-arg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pom.xml", "a\0b"})
    void whatIsNoDirectoryStopsTheStart(String text) {
        var config =
                Config.builder(ConfigSources.create(Map.of("directory", text)))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();

        var failure =
                assertThrows(
                        SettingsException.class,
                        () -> PluginSettings.create(new Section(config, new TreeSet<>())));

        assertThat(
                failure.getMessage(),
                containsString("directory must name a directory that can be read"));
    }

    @Test
    void seesTheJdkTheSpiAndJsonAndNothingElseOfItsHost() throws IOException {
        write(
                "a.jar",
                provider(
                        "A",
                        "a",
                        """
                        var seen = new StringBuilder();
                        for (var name : List.of("java.net.http.HttpClient", "dev.connectorproxy.spi.Command",
                                "jakarta.json.Json", "io.helidon.config.Config", "org.yaml.snakeyaml.Yaml",
                                "org.apache.hc.core5.http.HttpHost", "dev.connectorproxy.plugins.Plugins",
                                "dev.connectorproxy.connector.http.HttpConnector")) {
                            try {
                                Class.forName(name);
                                seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
                            } catch (ClassNotFoundException e) {
                                seen.append("- ");
                            }
                        }
                        var loader = getClass().getClassLoader();
                        seen.append(loader.getResource("application.yaml"));
                        seen.append(' ').append(Thread.currentThread().getContextClassLoader() == loader);
                        seen.append(' ').append(Thread.currentThread().isVirtual());
                        seen.append(' ').append(ServiceLoader.load(ConnectorProvider.class).stream().count());
                        return CommandResult.Done.of(Json.createValue(seen.toString()));
                        """));

        var body = body(only(load(directory)));

        assertThat(body, is("\"HttpClient Command Json - - - - - null true false 1\""));
    }

    @Test
    void aLibraryOfItsOwnWinsOverTheHosts() throws IOException {
        var own = Files.createDirectory(directory.resolve("own"));
        var library =
                new PluginJar(work)
                        .write(
                                own.resolve("lib.jar"),
                                "package org.yaml.snakeyaml; public class Yaml { public String toString() { return \"mine\"; } }",
                                "package org.eclipse.parsson; public class Extra { public String toString() { return \"extra\"; } }");
        new PluginJar(work)
                .with(library)
                .write(
                        own.resolve("plugin.jar"),
                        provider(
                                "A",
                                "a",
                                """
                                try {
                                    var loader = getClass().getClassLoader();
                                    return CommandResult.Done.of(Json.createArrayBuilder()
                                        .add(loader.loadClass("org.yaml.snakeyaml.Yaml").getConstructor().newInstance().toString())
                                        .add(loader.loadClass("org.eclipse.parsson.Extra").getConstructor().newInstance().toString())
                                        .build());
                                } catch (ReflectiveOperationException e) {
                                    throw new IllegalStateException(e);
                                }
                                """));

        assertThat(body(only(load(directory))), is("[\"mine\",\"extra\"]"));
    }

    @Test
    void goesOutThroughTheHostsEgressAsTheHost() throws IOException {
        write(
                "a.jar",
                provider(
                        "A",
                        "a",
                        """
                        var answer = context.egress().send(new HttpRequest("GET", "http://h.example/", List.of(),
                            Optional.empty(), HttpRequest.Redirects.RETURN, Retries.NONE), call);
                        return CommandResult.Done.of(Json.createValue(answer.status()
                            + (Thread.currentThread().getContextClassLoader() == getClass().getClassLoader() ? " back" : " lost")));
                        """));
        var loaders = new ArrayList<ClassLoader>();
        Egress egress =
                (_, _) -> {
                    loaders.add(Thread.currentThread().getContextClassLoader());
                    return new HttpResponse(204, List.of(), new byte[0]);
                };

        var command = commands(load(directory), egress, Map.of()).getFirst();

        assertThat(body(command), is("\"204 back\""));
        assertThat(loaders, contains(Plugins.class.getClassLoader()));
    }

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
    void aProviderThatCannotBeCreatedIsReportedWithoutItsOwnWords(String constructor, String reason)
            throws IOException {
        write("a.jar", source(constructor, "return \"a\";", "return List.of();"));
        write("b.jar", provider("B", "b", "return CommandResult.Done.of(JsonValue.TRUE);"));

        var plugins = load(directory);

        assertThat(
                plugins.connectors().stream().map(ConnectorProvider::name).toList(), contains("b"));
        assertThat(plugins.told().get("a.jar"), containsString(reason));
        assertThat(plugins.told().get("a.jar"), not(containsString("CANARY")));
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
    void aProviderThatDoesNotSaySoundlyWhatItOffersIsReported(
            String name, String commands, String reason) throws IOException {
        write("a.jar", source("public A() {}", name, commands));

        var plugins = load(directory);

        assertThat(commands(plugins, NOWHERE, Map.of()), is(empty()));
        assertThat(plugins.told(), is(Map.of("a.jar", "broken: " + reason)));
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

        var plugins = load(directory);

        assertThat(commands(plugins, NOWHERE, Map.of()), is(empty()));
        assertThat(
                plugins.told().get("a.jar"),
                containsString("it did not say in time what it offers"));
    }

    @Test
    void whatIsNoPluginIsReported() throws IOException {
        Files.writeString(directory.resolve("text.jar"), "this is no jar");
        Files.createFile(directory.resolve("nil.jar"));
        Files.createFile(directory.resolve("README.txt"));
        Files.createFile(directory.resolve(".hidden.jar"));
        Files.createDirectory(directory.resolve("no-jars"));
        write("library.jar", "package test.plugin; public class Library {}");
        Files.write(
                directory.resolve("cut.jar"),
                Arrays.copyOf(Files.readAllBytes(directory.resolve("library.jar")), 90));

        var told = load(directory).told();

        assertThat(told.keySet(), contains("cut.jar", "library.jar", "nil.jar", "text.jar"));
        assertThat(told.get("text.jar"), containsString("is not a readable jar"));
        assertThat(told.get("library.jar"), containsString("there is no META-INF/services/"));
    }

    @Test
    void aClassThatIsMissingAtTheFirstCallHurtsThatCallAndIsReportedOnce() throws IOException {
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
        var command = only(plugins);
        var told = new ArrayList<String>();
        plugins.listen((file, why) -> told.add(file + " " + why));

        assertThrows(NoClassDefFoundError.class, () -> command.execute(NOTHING, call()));
        assertThrows(NoClassDefFoundError.class, () -> command.execute(NOTHING, call()));

        assertThat(told, contains("a.jar NoClassDefFoundError: lib/Gone"));
        assertThat(
                plugins.told().get("a.jar"),
                is("connector a (1); broken: NoClassDefFoundError: lib/Gone"));
    }

    @Test
    void theExampleInTheSpisDescriptionIsAPlugin() throws IOException {
        var words =
                Files.readString(Path.of("src/main/java/dev/connectorproxy/spi/package-info.java"));
        var code =
                words.substring(words.indexOf("```java") + 7, words.lastIndexOf("```"))
                        .replace("///", "");
        var types = code.split("(?=\\brecord Today)");
        var head =
                "package test.plugin; import dev.connectorproxy.spi.*; import java.net.*; import java.nio.charset.*; import java.util.*;\n";
        write("weather.jar", head + types[0], head + types[1]);
        Egress egress =
                (_, _) -> new HttpResponse(200, List.of(), "[1]".getBytes(StandardCharsets.UTF_8));

        var today = commands(load(directory), egress, Map.of()).getFirst();
        var city = new Arguments(Map.of("city", JsonText.ofString("Trier")));
        var done = (CommandResult.Done) today.execute(city, call());

        assertThat(((CommandResult.Body.Raw) done.body()).text().toString(), is("[1]"));
    }

    @Test
    void ofTwoPluginsWithOneNameTheFirstByFileNameWins() throws IOException {
        write("b.jar", provider("B", "same", "return CommandResult.Done.of(JsonValue.FALSE);"));
        write("a.jar", provider("A", "same", "return CommandResult.Done.of(JsonValue.TRUE);"));

        var plugins = load(directory);

        assertThat(body(only(plugins)), is("true"));
        assertThat(
                plugins.told().get("b.jar"),
                is("broken: the connector name same is taken by a.jar"));
    }

    @Test
    void aRefusedSettingStopsTheStartInItsOwnWords() throws IOException {
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
    void callsThatNeverEndCloseThePluginAloneAndOnlyUntilTheyEnd() throws Exception {
        write(
                "a.jar",
                provider(
                        "A",
                        "a",
                        """
                        while (arguments.string("text").isPresent() && System.getProperty("plugins.test.release") == null) {
                            Thread.onSpinWait();
                            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                        }
                        return CommandResult.Done.of(JsonValue.TRUE);
                        """));
        var command = only(load(directory));
        var hanging = new Arguments(Map.of("text", JsonText.ofString("hang")));

        for (var i = 0; i < PluginThreads.MOST_ABANDONED; i++) {
            var worker =
                    Thread.ofVirtual()
                            .start(() ->
                                    assertThrows(
                                            ConnectorException.class,
                                            () -> command.execute(hanging, call())));
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
    }

    private void write(String jar, String... sources) throws IOException {
        new PluginJar(work).write(directory.resolve(jar), sources);
    }

    private static Plugins load(Path directory) {
        return Plugins.load(
                new PluginSettings(directory, Duration.ofSeconds(2), 1 << 20),
                new Plugins.BuiltIn(
                        List.of(
                                new ConnectorProvider() {
                                    @Override
                                    public String name() {
                                        return "http";
                                    }

                                    @Override
                                    public List<Command> commands(ConnectorContext context) {
                                        return List.of();
                                    }
                                }),
                        List.of()));
    }

    private static Command only(Plugins plugins) {
        var commands = commands(plugins, NOWHERE, Map.of());
        assertThat(plugins.told().toString(), commands.size(), is(1));
        return commands.getFirst();
    }

    private static List<Command> commands(
            Plugins plugins, Egress egress, Map<String, String> settings) {
        return plugins.connectors().stream()
                .flatMap(it -> it.commands(new ConnectorContext(egress, settings)).stream())
                .toList();
    }

    private static String body(Command command) {
        var done = (CommandResult.Done) command.execute(NOTHING, call());
        return ((CommandResult.Body.Raw) done.body()).text().toString();
    }

    private static Call call() {
        return new Call(
                "id",
                false,
                Optional.empty(),
                System.nanoTime() + Duration.ofSeconds(30).toNanos(),
                Call.Trail.NONE);
    }

    /// A provider of these members, and commands that misbehave.
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
