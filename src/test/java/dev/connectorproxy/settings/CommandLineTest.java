package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.CommandLine.Action;
import io.helidon.common.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    ''                             | START   | ''
                    --config a.yaml                | START   | a.yaml
                    --config=a.yaml                | START   | a.yaml
                    --config=--odd.yaml            | START   | --odd.yaml
                    --check-config                 | CHECK   | ''
                    --check-config --config a.yaml | CHECK   | a.yaml
                    --config a.yaml --check-config | CHECK   | a.yaml
                    --version                      | VERSION | ''
                    --version --check-config       | VERSION | ''
                    --help                         | HELP    | ''
                    --help --version               | HELP    | ''
                    --version --help               | HELP    | ''
                    """)
    void parsesArguments(String arguments, Action action, String file) {
        var asked = CommandLine.parse(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(asked, is(new CommandLine(action, file, "")));
        assertThat(
                asked.path(), is(file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file))));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --confg a.yaml           | --confg is not an option; did you mean --config?
                    --conf=a.yaml            | --conf is not an option; did you mean --config?
                    --checkconfig            | --checkconfig is not an option; did you mean --check-config?
                    -h                       | -h is not an option; did you mean --help?
                    --Version                | --Version is not an option; did you mean --version?
                    --api-key=CANARY         | --api-key is not an option; security.api-key is a setting: set CONNECTOR_PROXY_API_KEY in the environment, or security.api-key in the file
                    --port=8300              | --port is not an option; server.port is a setting: set PORT or CONNECTOR_PROXY_ASYNC_HTTP_PORT in the environment, or server.port in the file, or java -Dserver.port=…
                    --server.port 8300       | --server.port is not an option; server.port is a setting: set PORT or CONNECTOR_PROXY_ASYNC_HTTP_PORT in the environment, or server.port in the file, or java -Dserver.port=…
                    --limits-deadline=PT1S   | --limits-deadline is not an option; limits.deadline is a setting: set CONNECTOR_PROXY_LIMITS_DEADLINE in the environment, or limits.deadline in the file, or java -Dlimits.deadline=…
                    --HOST                   | --HOST is not an option; server.host is a setting: set HOST in the environment, or server.host in the file, or java -Dserver.host=…
                    --help=CANARY            | --help takes no value
                    --config                 | --config must be followed by the name of a file
                    --config=                | --config must be followed by the name of a file
                    --config --check-config  | --config must be followed by the name of a file
                    --config a --config=b    | --config is given twice
                    --plugins                | --plugins must be followed by the name of a directory
                    --plugins=               | --plugins must be followed by the name of a directory
                    --plugins a --plugins b  | --plugins is given twice
                    --plugin a               | --plugin is not an option; did you mean --plugins?
                    CANARY.yaml              | an argument is no option; a file of settings is named with --config FILE
                    """)
    void refusesTheRestInOneLine(String arguments, String why) {
        var refusal =
                assertThrows(
                        SettingsException.class, () -> CommandLine.parse(arguments.split(" ")));

        assertThat(refusal.getMessage(), is(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--plugins DIR", "--plugins=DIR"})
    void namesTheDirectoryOfPluginsOverTheSystemProperties(String option, @TempDir Path directory) {
        var given = new Properties();
        given.setProperty("plugins.directory", "weaker");
        given.setProperty("server.port", "1");
        var asked = CommandLine.parse(option.replace("DIR", directory.toString()).split(" "));

        var all = asked.overlay(given);

        assertThat(all.getProperty("plugins.directory"), is(directory.toString()));
        assertThat(all.getProperty("server.port"), is("1"));
        assertThat(given.getProperty("plugins.directory"), is("weaker"));
        assertThat(CommandLine.parse().overlay(given), is(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/at/all", "pom.xml", "a\0b"})
    void aDirectoryOfPluginsThatIsNamedMustBeThere(String directory) {
        var asked = CommandLine.parse("--plugins", directory);

        assertThat(
                assertThrows(SettingsException.class, () -> asked.overlay(new Properties()))
                        .getMessage(),
                is("--plugins does not name a directory"));
    }

    @Test
    void aFileNameThatCannotBeOneIsRefused() {
        var asked = CommandLine.parse("--config", "a\0b");

        assertThat(
                assertThrows(SettingsException.class, asked::path).getMessage(),
                is("--config does not name a file"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--config FILE",
                "--plugins DIR",
                "--check-config",
                "--help",
                "--version",
                "CONNECTOR_PROXY_CONFIG"
            })
    void helpListsEveryOption(String option) {
        assertThat(CommandLine.help(), containsString("  " + option + " "));
    }

    @Test
    void helpNamesWhatWritesNewProjects() {
        assertThat(
                CommandLine.help(),
                containsString("connector-proxy.jar new provider|connector NAME [FOLDER]\n"));
    }

    @Test
    void helpListsEveryNameInTheEnvironmentThatIsNotMadeFromItsKey() {
        Environment.OLDER_NAMES.values().stream()
                .flatMap(List::stream)
                .forEach(name -> assertThat(CommandLine.help(), containsString("  " + name + " ")));
    }

    @Test
    void theVersionNamesProgramJavaAndHelidon() {
        var java = Runtime.version().toString();

        assertThat(
                CommandLine.version(),
                is(
                        "connector-proxy development (Java "
                                + java
                                + ", Helidon "
                                + Version.VERSION
                                + ")"));
    }
}
