package dev.connectorproxy.plugins;

import static dev.connectorproxy.plugins.PluginJar.provider;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.HttpResponse;
import dev.connectorproxy.spi.JsonText;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest extends PluginTestBase {
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

    private static final String CLOSING =
            """
            package test.plugin;

            import dev.connectorproxy.spi.*;
            import java.util.*;

            public class %s implements ConnectorProvider {
                public String name() { return "%s"; }
                public List<Command> commands(ConnectorContext context) { return List.of(); }
                public void close() { %s }
            }
            """;

    @Test
    void aMissingOrEmptyDirectoryIsAllowed() {
        var missing = load(directory.resolve("none"));

        assertThat(missing.connectors(), is(empty()));
        assertThat(load(directory).statuses(), is(anEmptyMap()));
    }

    @Test
    void aPaymentProviderAndAConnectorMayShareAJar() throws IOException {
        new PluginJar(work)
                .write(
                        directory.resolve("bank.jar"),
                        provider("Bank", "bank", "return CommandResult.Done.of(JsonValue.NULL);"),
                        PAYMENTS);

        var plugins = load(directory);

        assertThat(plugins.connectors().size(), is(1));
        assertThat(plugins.paymentProviders().getFirst().name(), is("bank"));
        assertThat(plugins.statuses().get("bank.jar"), containsString("payment provider bank"));
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
        assertThat(plugins.statuses().get("payments.jar"), is("payment provider bank"));
        assertThat(
                plugins.statuses().get("unsound.jar"),
                startsWith("broken: test.plugin.BankPayments Unable to get public no-arg"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pom.xml", "a\0b"})
    void aPathThatIsNoDirectoryStopsTheStart(String text) {
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
    void theExampleInThePackageCommentOfTheSpiIsAPlugin() throws IOException {
        var comment =
                Files.readString(Path.of("src/main/java/dev/connectorproxy/spi/package-info.java"));
        var code =
                comment.substring(comment.indexOf("```java") + 7, comment.lastIndexOf("```"))
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
    void ofTwoPluginsWithTheSameNameTheFirstByFileNameIsUsed() throws IOException {
        write("b.jar", provider("B", "same", "return CommandResult.Done.of(JsonValue.FALSE);"));
        write("a.jar", provider("A", "same", "return CommandResult.Done.of(JsonValue.TRUE);"));

        var plugins = load(directory);

        assertThat(body(onlyCommand(plugins)), is("true"));
        assertThat(
                plugins.statuses().get("b.jar"),
                is("broken: the connector name same is taken by a.jar"));
    }

    @Test
    void aProviderIsClosedAtTheEndWithinABound() throws IOException {
        write(
                "a.jar",
                CLOSING.formatted("A", "a", "System.setProperty(\"plugins-test\", \"closed\");"));
        write(
                "b.jar",
                CLOSING.formatted(
                        "B",
                        "b",
                        "while (!Thread.interrupted()) java.util.concurrent.locks.LockSupport.park();"));
        write("c.jar", CLOSING.formatted("C", "c", "throw new IllegalStateException();"));
        var connectors = load(directory, Duration.ofSeconds(3)).connectors();

        for (var connector : connectors) {
            connector.close();
        }

        assertThat(connectors.size(), is(3));
        assertThat(System.clearProperty("plugins-test"), is("closed"));
    }
}
