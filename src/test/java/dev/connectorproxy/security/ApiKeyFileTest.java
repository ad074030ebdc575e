package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The key in the file that `api-key-file` names, as in Kubernetes: it protects as much as `api-key` does.
class ApiKeyFileTest {
    @TempDir private Path folder;
    private Path keyFile;

    @BeforeEach
    void writeTheKey() throws IOException {
        keyFile = Files.writeString(folder.resolve("api-key"), "golden-key\n");
    }

    @Test
    void admitsOnlyCallersWithTheKeyOfTheFile() throws IOException {
        assertProtected(
                SecuritySettings.create(read("api-key-file: " + keyFile, Map.of()), List.of()));
    }

    @Test
    void admitsOnlyCallersWithTheKeyOfTheFileThatAVariableNames() throws IOException {
        var variables = Map.of("CONNECTOR_PROXY_API_KEY_FILE", keyFile.toString());

        assertProtected(SecuritySettings.create(read("", variables), List.of()));
    }

    @Test
    void admitsOnlyCallersWithTheKeyOfTheFileWhereOneKeyIsAllThereIs() throws IOException {
        assertProtected(SecuritySettings.ofOneKey(read("api-key-file: " + keyFile, Map.of())));
    }

    @Test
    void takesTheKeyOfTheFileBesideAnEmptyOne() throws IOException {
        var both = "api-key: '', api-key-file: " + keyFile;

        assertProtected(SecuritySettings.create(read(both, Map.of()), List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "api-key-file: /                 | security.api-key-file must name a readable text file",
                "api-key-file: ''                | security.api-key-file must name a readable text file",
                "api-key: a, api-key-file: /     | security.api-key-file must not be set beside api-key",
                "api-key: a, api-key-file: KEY   | security.api-key-file must not be set beside api-key",
                "api-key-file: EMPTY             | CONNECTOR_PROXY_API_KEY config cannot be empty. Unset it to disable API key authentication.",
            })
    void refusesAFileThatGivesNoKeyOrASecondOne(String keys, String message) throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        var section =
                read(
                        keys.replace("KEY", keyFile.toString()).replace("EMPTY", empty.toString()),
                        Map.of());

        var failure =
                assertThrows(
                        SettingsException.class, () -> SecuritySettings.create(section, List.of()));

        assertThat(failure.getMessage(), endsWith(message));
    }

    private static void assertProtected(SecuritySettings settings) {
        var authenticator = new CallerAuthenticator(settings, _ -> {});

        assertThat(settings.keyRequired(), is(true));
        assertThat(authenticator.identify(List.of()).isKnown(), is(false));
        assertThat(authenticator.identify(List.of("golden-key\n")).isKnown(), is(false));
        assertThat(authenticator.identify(List.of("golden-ke")).isKnown(), is(false));
        var caller = authenticator.identify(List.of("golden-key"));
        assertThat(caller.key(), is(Optional.of("default")));
        assertThat(caller.mayRunEverything(), is(true));
    }

    private Section read(String keys, Map<String, String> variables) throws IOException {
        var file = Files.writeString(folder.resolve("my.yaml"), "security: {" + keys + "}");
        return Settings.load(Optional.of(file), variables, new Properties())
                .root()
                .section("security");
    }
}
