package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatekeeperTest {
    @Test
    void letsEverybodyInWhereNoKeyIsSet() {
        assertThat(
                gatekeeper(Map.of()).admit("/v1/commands", List.of()),
                is(Optional.of(Caller.ANYONE)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "golden-key, true",
        "golden-kez, false",
        "golden-ke, false",
        "GOLDEN-KEY, false",
        "'', false",
        "g\u00f6lden, false"
    })
    void letsInWhoShowsTheKey(String shown, boolean admitted) {
        var gatekeeper = gatekeeper(Map.of("api-key", "golden-key"));

        assertThat(gatekeeper.admit("/v1/commands", List.of(shown)).isPresent(), is(admitted));
    }

    @Test
    void refusesNoKeyAndTwoKeys() {
        var gatekeeper = gatekeeper(Map.of("api-key", "golden-key"));

        assertThat(gatekeeper.admit("/v1/auths", List.of()).isPresent(), is(false));
        assertThat(
                gatekeeper.admit("/v1/auths", List.of("golden-key", "golden-key")).isPresent(),
                is(false));
    }

    @Test
    void givesEachNamedKeyItsOwnCommands(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("key"), "from-file\n");
        var gatekeeper =
                gatekeeper(
                        Map.of(
                                "keys.0.name",
                                "reader",
                                "keys.0.value",
                                "one",
                                "keys.0.commands",
                                "http/Get*,example/Example",
                                "keys.1.name",
                                "all",
                                "keys.1.value-file",
                                file.toString(),
                                "keys.2.name",
                                "hashed",
                                "keys.2.commands",
                                "http/*",
                                "keys.2.sha256",
                                "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"));

        var reader = gatekeeper.admit("/v1/commands", List.of("one")).orElseThrow();
        assertThat(reader.key(), is(Optional.of("reader")));
        assertThat(reader.mayRun("http/GetRequest"), is(true));
        assertThat(reader.mayRun("http/PostRequest"), is(false));
        assertThat(reader.mayRun("xhttp/GetRequest"), is(false));
        assertThat(reader.mayRun("example/Example"), is(true));
        assertThat(
                gatekeeper
                        .admit("/v1/commands", List.of("from-file"))
                        .orElseThrow()
                        .mayRun("any/Thing"),
                is(true));
        assertThat(
                gatekeeper.admit("/v1/commands", List.of("hello world")).orElseThrow().key(),
                is(Optional.of("hashed")));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "api-key | `` | CONNECTOR_PROXY_API_KEY config cannot be empty. Unset it to disable API key authentication.",
                "api-key | `a s3cr3t` | security.api-key must be at most 1024 printable ASCII characters without spaces",
                "api-key | `s3cr3t\u00fc` | security.api-key must be at most 1024 printable ASCII characters without spaces",
                "api-key-file | /nowhere/s3cr3t | security.api-key-file must name a readable text file",
                "keys.0.value | s3cr3t | security.keys.0.name must be 1 to 64 letters, digits, dots, dashes or underscores"
            })
    void refusesImpossibleKeysWithoutRepeatingThem(String key, String value, String message) {
        var failure = assertThrows(SettingsException.class, () -> gatekeeper(Map.of(key, value)));

        assertThat(failure.getMessage(), is(message));
        assertThat(failure.getMessage(), not(containsString("s3cr3t")));
    }

    @Test
    void refusesADigestThatIsNone() {
        var keys = Map.of("keys.0.name", "a", "keys.0.sha256", "00".repeat(33));

        var failure = assertThrows(SettingsException.class, () -> gatekeeper(keys));

        assertThat(
                failure.getMessage(), is("security.keys.0.sha256 must be 64 hexadecimal digits"));
    }

    private static Gatekeeper gatekeeper(Map<String, String> settings) {
        var prefixed = new HashMap<String, String>();
        settings.forEach((key, value) -> prefixed.put("security." + key, value));
        var root =
                Config.builder(ConfigSources.create(prefixed))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();
        return new Gatekeeper(
                SecuritySettings.create(new Section(root, new TreeSet<>()).section("security")));
    }
}
