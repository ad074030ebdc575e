package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The settings of the whole program.
class AllSettingsTest {
    @TempDir private Path folder;

    @Test
    void everyBuiltInDefaultIsRead() {
        var settings = Settings.load(Optional.empty(), Map.of(), new Properties());

        AllSettings.create(settings).checkConnectors();

        assertThat(settings.unreadDefaults(), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/examples/development.yaml",
                "etc/examples/production.yaml",
                "deploy/application.yaml"
            })
    void theSamplesNameOnlySettingsThatExist(String sample) throws IOException {
        var text = Files.readString(Path.of(sample));
        var file =
                Files.writeString(
                        folder.resolve("sample.yaml"),
                        text.replaceAll("(?m)^(\\s*\\S*-file:).*$", "$1 /nowhere"));
        var settings = Settings.load(Optional.of(file), Map.of(), new Properties());

        try {
            AllSettings.create(settings).checkConnectors();
        } catch (SettingsException e) {
            assertThat(e.getMessage(), containsString("-file must"));
        }
    }

    @Test
    void theContainersSettingsSwitchTheDevelopmentServerOff() {
        var file = Optional.of(Path.of("deploy/application.yaml"));

        var container = AllSettings.create(Settings.load(file, Map.of(), new Properties()));
        var plain = AllSettings.create(Settings.load(Optional.empty(), Map.of(), new Properties()));

        assertThat(container.devServer().enabled(), is(false));
        assertThat(plain.devServer().enabled(), is(true));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "egress: {conect-timeout: PT1S} | my.yaml:1: egress.conect-timeout is not a setting; did you mean egress.connect-timeout?",
                "connectors: {http: {eror-codes: precise}} | connectors.http.eror-codes is not a setting; there are error-codes, json-depth and retries.<METHOD>",
                "connectors: {http: {error-codes: both}} | my.yaml: connectors.http.error-codes must be precise or reference",
                "egress: {allow: [10.0.0.0/33]} | its prefix is not a whole number from 0 to 32",
                "federation: [{name: a}] | my.yaml:1: federation.0.url must be the http or https URL of a proxy, such as http://python-proxy:8004, without user, query or fragment, its host of letters, digits, dots, dashes and underscores",
                "federation: [{name: a, url: 'http://h', prefx: b}] | my.yaml:1: federation.0.prefx is not a setting; did you mean federation.0.prefix?",
                "callers: [{name: a, keys: [none]}] | my.yaml:1: callers.0.keys must list names of API keys of security.keys, or default",
                "callers: [{name: a}] | my.yaml:1: callers.0.keys must name an API key, or networks must be there",
                "{security: {api-key: k}, callers: [{name: a, keys: [default], deadline: PT41S}]} | callers.0.deadline must be at most limits.deadline",
                "{security: {api-key: k}, callers: [{name: a, keys: [default], status: both}]} | callers.0.status must be inside, outside or all",
                "{security: {api-key: k}, callers: [{name: a, keys: [default]}, {name: b, keys: [default]}]} | callers.1.keys must not name the key of another caller",
                "{security: {api-key: k}, callers: [{name: a, keys: [default], forward-headers: [Content-Length]}]} | or is passed on in any case: Content-Length",
                "{security: {api-key: k}, callers: [{name: a, keys: [default], forward-headers: [spiff-connector-proxy-api-key]}]} | or is passed on in any case: spiff-connector-proxy-api-key",
                "connections: [{name: a, type: bearer, tokn: b, commands: [http/*V2]}] | my.yaml:1: connections.0.token must be set for a connection of this type",
                "connections: [{name: a, type: bearer, token: b, tokens: c, commands: [x/*]}] | my.yaml:1: connections.0.tokens is not a setting; did you mean connections.0.token?",
                "connections: [{name: a, type: bearer, token: $TOKEN, commands: [x/*]}] | my.yaml:1: connections.0.token must give the secret itself: a reference such as ${NAME} is not replaced here",
                "connections: [{name: a, type: bearer, token: b}] | my.yaml:1: connections.0.commands must name the commands that may use it, such as github/*",
                "connections: [{name: a b, type: none, commands: [x/*]}] | my.yaml:1: connections.0.name must be 1 to 64 letters, digits, dots, dashes or underscores, and that of no other connection",
                "connections: [{name: a, type: none, commands: [x/*]}, {name: a, type: none, commands: [x/*]}] | connections.1.name must be 1 to 64 letters, digits, dots, dashes or underscores, and that of no other connection",
                "connections: [{name: a, type: bearer, token: b, commands: [x/*], origins: [api.example.com]}] | my.yaml:1: connections.0.origins must be origins such as https://api.example.com, or host:port for other protocols",
                "connections: [{name: a, type: bearer, token: b, commands: [http/GetRequestV2]}] | my.yaml:1: connections.0.origins must name the origins that its secrets may be sent to, such as https://api.example.com: callers of http/GetRequestV2 choose the URL",
                "connections: [{name: a, type: beerer, token: b, commands: [x/*]}] | or a type that commands of a plugin take",
                "security: {api-key-connections: ['a b']} | my.yaml:1: security.api-key-connections must name connections in letters, digits, dots, dashes, underscores and *",
                "limits: {deadline: 40} | my.yaml:1: limits.deadline must be a positive duration in ISO 8601, such as PT40S, from PT0.001S to P7D",
            })
    void oneClearLineStopsTheStart(String yaml, String message) throws IOException {
        var file = Files.writeString(folder.resolve("my.yaml"), yaml);

        var failure =
                assertThrows(
                        SettingsException.class,
                        () ->
                                AllSettings.create(
                                                Settings.load(
                                                        Optional.of(file),
                                                        Map.of(),
                                                        new Properties()))
                                        .checkConnectors());

        assertThat(failure.getMessage(), endsWith(message));
        assertThat(failure.getMessage().lines().count(), is(1L));
        assertThat(failure.getMessage(), containsString("my.yaml"));
    }
}
