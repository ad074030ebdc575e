package dev.connectorproxy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.egress.TestCertificates;
import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsWarningsTest {
    @TempDir private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{limits: {deadline: PT46S}, server: {shutdown-grace: PT46S}} | limits.deadline is PT46S, but SpiffArena hangs up after PT45S",
                "{limits: {deadline: PT20S}, server: {shutdown-grace: PT19S}} | server.shutdown-grace is below limits.deadline: a stop may cut calls off",
                "security: {keys: [{name: a, value: b, commands: [http/*, htp/*]}]} | security.keys: htp/* of the key a matches no command",
                "callers: [{name: a, networks: [10.0.0.0/8], commands: [http/*, htp/*]}] | callers[].commands: htp/* of the caller a matches no command",
                "long-running: {commands: [http/Get*]} | long-running.commands has no effect: long-running.callback.allow names no origin, so their calls are refused",
                "long-running: {commands: [htp/*]} | long-running.commands: htp/* matches no command",
                "security: {keys: [{name: a, value: b, connections: [git*]}]} | connections of the key a: git* matches no connection",
                "callers: [{name: a, networks: [10.0.0.0/8], commands: [http/*], connections: [git]}] | connections of the caller a: git matches no connection"
            })
    void aSettingThatIsProbablyNotMeantIsReported(String yaml, String warning) throws IOException {
        assertThat(warnings(yaml), is(List.of(warning)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "limits: {deadline: PT45S}",
                "security: {keys: [{name: a, value: b, commands: [http/*]}]}",
                "callers: [{name: a, networks: [10.0.0.0/8], commands: [http/*]}]",
                "security: {keys: [{name: a, value: b, connections: ['*']}]}",
                "security: {keys: [{name: a, value: b, connections: [g*]}]};;connections: [{name: gh, type: basic, username: a, password: b, commands: [http/*], origins: ['https://a.example']}]",
                "security: {keys: [{name: a, value: b, commands: ['far/*']}]};;federation: [{name: far, url: 'http://far:1'}]",
                "long-running: {commands: [http/*], callback: {allow: ['http://arena:1']}}"
            })
    void othersAreNot(String yaml) throws IOException {
        assertThat(warnings(yaml.replace(";;", "\n")), is(empty()));
    }

    @Test
    void aReferenceThatNothingReplacesIsReported() throws IOException {
        var settings = load("egress: {no-proxy: [a, '${HOST}']}");
        AllSettings.create(settings);

        assertThat(settings.warnings().size(), is(1));
        assertThat(
                settings.warnings().getFirst(),
                endsWith(":1: egress.no-proxy contains ${…}, which is not replaced here"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dev-server: {api-key: '${KEY}'} | dev-server.api-key",
                "signin: {state-key: '${KEY}'} | signin.state-key",
                "federation: [{name: a, url: 'http://h', api-key: $KEY}] | federation.0.api-key",
                "long-running: {database-password: '${KEY}'} | long-running.database-password",
                "long-running: {callback: {allow: ['http://a:1'], api-key: '${KEY}'}} | long-running.callback.api-key",
                "connectors: {aws: {access-key-id: a, secret-access-key: '${KEY}'}} | connectors.aws.secret-access-key",
                "connectors: {aws: {session-token: $KEY}} | connectors.aws.session-token"
            })
    void aReferenceInPlaceOfASecretStopsTheStart(String yaml, String key) {
        var failure = assertThrows(SettingsException.class, () -> AllSettings.create(load(yaml)));

        assertThat(
                failure.getMessage(),
                endsWith(
                        key
                                + " must give the secret itself: a reference such as ${NAME} is not replaced here"));
    }

    @Test
    void aCertificateThatHasExpiredOrExpiresSoonIsReported() throws Exception {
        var certificates = TestCertificates.of(folder, "own");
        var yaml =
                "server: {tls: {certificate-file: '%s', private-key-file: '%s'}}"
                        .formatted(
                                certificates.certificateFile(folder), certificates.keyFile(folder));
        var all = AllSettings.create(load(yaml));
        var expiry = all.tls().orElseThrow().expiry().orElseThrow();
        var fortnight = Duration.ofDays(14);

        var line = "server.tls.certificate-file holds a certificate that %s at " + expiry;
        assertThat(warnings(all, expiry.minus(fortnight)), is(empty()));
        assertThat(
                warnings(all, expiry.minus(fortnight).plusSeconds(1)),
                is(List.of(line.formatted("expires"))));
        assertThat(warnings(all, expiry.plusSeconds(1)), is(List.of(line.formatted("expired"))));
    }

    private static List<String> warnings(AllSettings all, Instant now) {
        return SettingsWarnings.of(all, all.checkConnectors(), now);
    }

    @Test
    void callbackCredentialsMayReferToASecret() throws IOException {
        AllSettings.create(
                load(
                        "long-running: {callback: {allow: ['http://a:1'], bearer-token: '${secret:TOKEN}'}}"));
    }

    private List<String> warnings(String yaml) throws IOException {
        var all = AllSettings.create(load(yaml));
        return SettingsWarnings.of(all, all.checkConnectors(), Instant.now());
    }

    private Settings load(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("my.yaml"), yaml);
        return Settings.load(Optional.of(file), Map.of(), new Properties());
    }
}
