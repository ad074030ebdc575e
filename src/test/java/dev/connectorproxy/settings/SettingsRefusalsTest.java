package dev.connectorproxy.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRefusalsTest {
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
                    `egress:\\n  conect-timeout: PT1S`      | 2 | egress.conect-timeout     | egress.connect-timeout
                    `egress:\\n  connectTimeout: PT1S`      | 2 | egress.connectTimeout     | egress.connect-timeout
                    `egres:\\n  allow: [a]`                 | 2 | egres.allow               | egress.allow
                    `port: 9000`                           | 1 | port                      | server.port
                    `server.prot: 9000`                    | 1 | server.prot               | server.port
                    `deadline: PT1S`                       | 1 | deadline                  | limits.deadline
                    `server:\\n  port: 1\\nbuilt: {}`        | 3 | built                     | callers
                    `limit:\\n`                             | 1 | limit                     | limits.wait
                    `security:\\n  keys:\\n    - nam: a`     | 3 | security.keys.0.nam       | security.keys.0.name
                    `connectors:\\n  http:\\n    codes: a`   | 3 | connectors.http.codes     | connectors.http.error-codes
                    `connectors:\\n  htp:\\n    error-codes: a`  | 3 | connectors.htp.error-codes | connectors.http.error-codes
                    """)
    void anUnknownKeyOfTheFileIsNamedWithItsLineAndTheNearestKey(
            String yaml, int line, String key, String nearest) {
        var settings = given.file(yaml.translateEscapes()).load();
        AllSettingsReaders.read(settings);

        var refusal = assertThrows(SettingsException.class, settings::refuseUnknown);

        assertThat(
                refusal.getMessage(),
                is(
                        given.path()
                                + ":"
                                + line
                                + ": "
                                + key
                                + " is not a setting; did you mean "
                                + nearest
                                + "?"));
    }

    @Test
    void anUnknownSystemPropertyInOneOfOurSectionsStopsTheStart() {
        var settings = given.properties(Map.of("server.prot", "9000")).load();
        AllSettingsReaders.read(settings);

        assertThat(
                assertThrows(SettingsException.class, settings::refuseUnknown).getMessage(),
                is(
                        "system property server.prot: server.prot is not a setting; did you mean server.port?"));
    }

    @Test
    void everyKeyThatIsReadIsKnownAndEveryBuiltInDefaultIsRead() {
        var settings =
                given.file("egress:\n  ca-file: ca.pem\nsecurity:\n  keys: [{name: a, value: b}]\n")
                        .load();

        assertThat(settings.unreadDefaults().contains("egress.allow"), is(true));
        AllSettingsReaders.read(settings);

        settings.refuseUnknown();
        assertThat(settings.unreadDefaults(), is(Set.of()));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    `server: 8200`                            | 1 | server must be a section with keys below it
                    `server: [a]`                             | 1 | server must be a section with keys below it
                    `server:\\n  port: {a: 1}`                 | 2 | server.port must be a single value, not a section
                    `server:\\n  port:\\n  - 1`                 | 2 | server.port must be a single value, not a list
                    `server:\\n  port: eighty`                 | 2 | server.port must be a whole number from 0 to 65535
                    `server:\\n  port: 65536`                  | 2 | server.port must be a whole number from 0 to 65535
                    `server:\\n  port:`                        | 2 | server.port must be a whole number from 0 to 65535
                    `egress:\\n  allow: {a: 1}`                | 2 | egress.allow must be a list, or one text with commas
                    `egress:\\n  allow:\\n    - a\\n    - b: 1`  | 4 | egress.allow.1 must be a single value, not a section
                    `egress:\\n  allow: [a, [b]]`              | 2 | egress.allow.1 must be a single value, not a list
                    `security:\\n  keys: a`                    | 2 | security.keys must be a list of sections, which only a file can give
                    `security:\\n  keys: {name: a}`            | 2 | security.keys must be a list of sections, which only a file can give
                    `security:\\n  keys:\\n  - a`               | 3 | security.keys.0 must be a section with keys below it
                    `security:\\n  keys:\\n  - name: [a]`       | 3 | security.keys.0.name must be a single value, not a list
                    """)
    void aValueOfTheWrongKindIsNamedWithItsLine(String yaml, int line, String why) {
        var settings = given.file(yaml.translateEscapes()).load();

        var refusal =
                assertThrows(SettingsException.class, () -> AllSettingsReaders.read(settings));

        assertThat(refusal.getMessage(), is(given.path() + ":" + line + ": " + why));
    }

    @Test
    void aRefusedValueIsNamedWithTheSourceItComesFrom() {
        var why = ": server.port must be a whole number from 0 to 65535";
        var file = given.file("server:\n\n  port: x");
        var variable = file.environment(Map.of("PORT", "y"));

        assertThat(reading(file), is(given.path() + ":3" + why));
        assertThat(reading(variable), is("environment variable PORT" + why));
        assertThat(
                reading(variable.properties(Map.of("server.port", "z"))),
                is("system property server.port" + why));
    }

    @Test
    void whatAReaderRefusesIsNamedWithItsSourceToo() {
        var host =
                given.environment(Map.of("HOST", "my-shell"))
                        .root()
                        .section("server")
                        .invalid("host", "must be x");
        var builtIn = given.root().section("limits").invalid("deadline", "must be x");
        var unset = given.root().section("security").invalid("api-key", "must be x");
        var element =
                given.file("security:\n  keys:\n  - value: a")
                        .root()
                        .section("security")
                        .sections("keys")
                        .getFirst()
                        .invalid("name", "must be set");

        assertThat(host.getMessage(), is("environment variable HOST: server.host must be x"));
        assertThat(
                builtIn.getMessage(),
                allOf(
                        startsWith("built-in application.yaml:"),
                        endsWith(": limits.deadline must be x")));
        assertThat(unset.getMessage(), is("security.api-key must be x"));
        assertThat(element.getMessage(), is(given.path() + ":3: security.keys.0.name must be set"));
    }

    @Test
    void anElementOfAListCannotBeSetFromOutsideTheFile() {
        var file = given.file("security:\n  keys:\n  - {name: a, value: b}");

        assertThat(
                reading(file.properties(Map.of("security.keys.0.value", "c"))),
                is(
                        "system property security.keys.0.value: security.keys must be a list of sections, which only a file can give"));
        assertThat(
                reading(file.environment(Map.of("CONNECTOR_PROXY_SECURITY_KEYS", "c"))),
                is(
                        "environment variable CONNECTOR_PROXY_SECURITY_KEYS: security.keys must be a list of sections, which only a file can give"));
    }

    @Test
    void propertiesThatContradictEachOtherAreRefused() {
        assertThat(
                refusal(given.properties(Map.of("server", "a", "server.port", "1"))),
                is(
                        "system property server.port: server is set for the second time; the first is system property server"));
        assertThat(
                refusal(given.properties(Map.of("server..port", "1"))),
                is("system property server..port: a key has an empty name in it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security:\n  keys:\n  - {name: a, value: *CANARY}",
                "security:\n  keys:\n  - {name: a, value: !CANARY!x y}",
                "security:\n  keys:\n  - {name: a, value: !CANARY y}",
                "security:\n  keys:\n  - {name: a, value: CANARY: x}",
                "security:\n  keys:\n  - {name: a, value: \"CANARY}",
                "security:\n  keys:\n  - {name: a, value: %CANARY}",
                "security:\n  keys: CANARY",
                "security: CANARY",
                "CANARY",
                "- CANARY",
                "server:\n  port: CANARY",
                "server:\n  idle-timeout: CANARY",
                "egress:\n  response-bytes: CANARY",
                "security:\n  api-ky: CANARY",
            })
    void noRefusalRepeatsAValue(String yaml) {
        var settings = given.file(yaml);

        assertThat(reading(settings), not(containsString("CANARY")));
    }

    private static String refusal(SettingsInput given) {
        return assertThrows(SettingsException.class, given::load).getMessage();
    }

    private static String reading(SettingsInput given) {
        return assertThrows(
                        SettingsException.class,
                        () -> {
                            var settings = given.load();
                            AllSettingsReaders.read(settings);
                            settings.refuseUnknown();
                        })
                .getMessage();
    }
}
