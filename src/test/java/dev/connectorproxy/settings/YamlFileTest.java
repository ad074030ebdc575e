package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    private SettingsInput given;

    @BeforeEach
    void inAnEmptyDirectory(@TempDir Path directory) {
        given = SettingsInput.nothing(directory);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `server:\\n\\tport: 1`                | `:2:1: is not valid YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)`
                    `server:\\n  port: 1: 2`             | :2:10: is not valid YAML: mapping values are not allowed here
                    `server: {port: 1`                  | `:1:17: is not valid YAML: expected ',' or '}', but got <stream end>`
                    `a: 1\\n---\\nb: 2`                   | :2:1: is not valid YAML: but found another document
                    `server:\\n  port: 1\\n  port: 2`     | :3: server.port is set for the second time; the first is FILE:2
                    `server:\\n  port: 1\\nserver: {}`    | :3: server is set for the second time; the first is FILE:1
                    `server:\\n  port: 1\\nserver.port: 2`| :3: server.port is set for the second time; the first is FILE:2
                    `server: 1\\nserver.port: 2`         | :2: server is set for the second time; the first is FILE:1
                    `- server`                          | `:1: must be a mapping of settings, such as `
                    `server`                            | `:1: must be a mapping of settings, such as `
                    `\\n\\n? [a]\\n: b`                    | :3: a key must be a single word
                    `server..port: 1`                   | :1: a key has an empty name in it
                    `"": 1`                             | :1: a key has an empty name in it
                    `a: &x {b: 1}\\nc:\\n  <<: *x`        | :3: << (merging of mappings) is not supported; write the keys out
                    `a: &x [*x]`                        | :1: a.0 contains itself
                    `a: !vault b`                       | :1: a has a YAML tag (!name), which means nothing here; quote the value
                    `a: "\\0"`                           | `: is not valid YAML: a control character stands in it`
                    """)
    void whatIsNotASettingsFileIsRefusedInOneLine(String yaml, String why) {
        var message = refusal(given.file(yaml.translateEscapes()));

        assertThat(
                message,
                containsString(given.path() + why.replace("FILE", given.path().toString())));
        assertThat(message.lines().count(), is(1L));
    }

    @Test
    void aFileThatCannotBeReadIsNamed(@TempDir Path directory) throws IOException {
        var latin =
                Files.write(
                        directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        var large = Files.writeString(directory.resolve("large.yaml"), "#".repeat((1 << 20) + 1));
        var missing = directory.resolve("none.yaml");
        var closed = latin.resolve("below-a-file.yaml");

        assertThat(refusal(missing), is(missing + ": does not exist"));
        assertThat(refusal(directory), is(directory + ": is a directory, not a file of settings"));
        assertThat(refusal(latin), is(latin + ": is not text in UTF-8"));
        assertThat(refusal(large), is(large + ": is larger than 1 MiB"));
        assertThat(refusal(closed), is(closed + ": cannot be read (FileSystemException)"));
    }

    @Test
    void aFileNamedByTheEnvironmentIsRefusedWithThatName() {
        var variable = "environment variable CONNECTOR_PROXY_CONFIG";

        assertThat(
                refusal(given.environment(Map.of("CONNECTOR_PROXY_CONFIG", "no/such.yaml"))),
                is("no/such.yaml (" + variable + "): does not exist"));
        assertThat(
                refusal(given.environment(Map.of("CONNECTOR_PROXY_CONFIG", " "))),
                is(variable + ": is empty; name a file in it, or unset it"));
        assertThat(
                refusal(given.environment(Map.of("CONNECTOR_PROXY_CONFIG", "a\0b"))),
                is(variable + ": is not the name of a file"));
    }

    private static String refusal(SettingsInput given) {
        return assertThrows(SettingsException.class, given::load).getMessage();
    }

    private static String refusal(Path file) {
        return assertThrows(
                        SettingsException.class,
                        () -> Settings.load(Optional.of(file), Map.of(), new Properties()))
                .getMessage();
    }
}
