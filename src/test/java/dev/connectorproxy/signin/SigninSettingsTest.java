package dev.connectorproxy.signin;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigninSettingsTest {
    private static final Map<String, String> GOOD =
            Map.of(
                    "providers.0.id", "a/b",
                    "providers.0.issuer", "https://id.example.com/realm",
                    "providers.0.client-id", "me");

    private static SigninSettings read(Map<String, String> changes) {
        var all = new TreeMap<>(GOOD);
        all.putAll(changes);
        all.values().removeIf("-"::equals);
        return SigninSettings.create(SigninHost.section(all));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    providers.0.id                     | -                     | must be connector/auth, each of letters, digits, dashes and underscores
                    providers.0.id                     | a                     | must be connector/auth, each of letters, digits, dashes and underscores
                    providers.0.id                     | a/b/c                 | must be connector/auth, each of letters, digits, dashes and underscores
                    providers.0.issuer                 | -                     | must be set, or authorization-endpoint and token-endpoint
                    providers.0.issuer                 | http://id.example.com | must be an https URL without query or fragment
                    providers.0.issuer                 | https://id.example.com/?a | must be an https URL without query or fragment
                    providers.0.authorization-endpoint | https://id.example.com/a | must be set when the other endpoint is
                    providers.0.token-endpoint         | https://id.example.com/a | must be set when the other endpoint is
                    providers.0.token-endpoint         | http://id.example.com/a | must be an https URL without fragment
                    providers.0.token-endpoint         | https://me@id.example.com/a | must be an https URL without fragment
                    providers.0.client-id              | -                     | must be set
                    providers.0.client-secret          | ``                    | must not be empty; leave it out for none
                    providers.0.client-secret-file     | /nowhere/at/all       | must name a readable text file
                    providers.0.client-secret-env      | UNSET                 | must name an environment variable that is set
                    providers.0.client-authentication  | digest                | must be basic or post
                    providers.0.scopes                 | a"b                   | must be of printable ASCII without quotes or backslash
                    providers.0.extra-parameters.state | x                     | must not be set: the proxy sets it itself
                    redirect-origins                   | https://a.example/    | must list origins such as https://arena.example.com (no path)
                    redirect-origins                   | *                     | must list origins such as https://arena.example.com (no path)
                    redirect-origins                   | https://*.example     | must list origins such as https://arena.example.com (no path)
                    callback-base-url                  | http://p.example      | must be an https URL without query, such as https://proxy.example.com
                    callback-base-url                  | https://p.example?a   | must be an https URL without query, such as https://proxy.example.com
                    state-lifetime                     | 10                    | must be a positive duration in ISO 8601, such as PT40S, from PT0.001S to P7D
                    state-key                          | short                 | must have at least 32 characters
                    state-key-file                     | /nowhere/at/all       | must name a readable text file
                    """)
    void oneLineExplainsAnInvalidSetting(String key, String value, String why) {
        var failure = assertThrows(SettingsException.class, () -> read(Map.of(key, value)));

        assertThat(failure.getMessage(), endsWith(why));
        assertThat(failure.getMessage().lines().count(), is(1L));
        assertThat(
                failure.getMessage(),
                containsString(
                        key.startsWith("providers") ? "signin.providers.0." : "signin." + key));
    }

    @Test
    void noSecretIsGivenTwiceAndNoIdIsTaken() {
        var secrets =
                Map.of(
                        "providers.0.client-secret",
                        "hidden-1",
                        "providers.0.client-secret-env",
                        "SET");
        var ids =
                Map.of(
                        "providers.1.id", "a/b",
                        "providers.1.issuer", "https://other.example",
                        "providers.1.client-id", "x");

        var twice = assertThrows(SettingsException.class, () -> read(secrets));
        var taken = assertThrows(SettingsException.class, () -> read(ids));

        assertThat(twice.getMessage(), containsString("must be the only one of"));
        assertThat(twice.getMessage(), not(containsString("hidden")));
        assertThat(taken.getMessage(), endsWith("must not name two providers a/b"));
    }

    @Test
    void aSecretComesFromAFileOrTheEnvironmentAndIsNeverShown(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "from-file\n");

        var ofFile = read(Map.of("providers.0.client-secret-file", file.toString()));
        var ofVariable = read(Map.of("providers.0.client-secret-env", "SET"));

        assertThat(secret(ofFile), is("from-file"));
        assertThat(secret(ofVariable), is("from-env"));
        assertThat(ofFile.toString(), not(containsString("from-file")));
    }

    private static String secret(SigninSettings settings) {
        return settings.providers().getFirst().client().secret().orElseThrow().value();
    }

    @Test
    void byDefaultNothingIsOpenAndNoWarningIsLogged() {
        var settings = SigninSettings.create(SigninHost.section(Map.of()));

        assertThat(settings.ids().size(), is(0));
        assertThat(settings.redirectOrigins().size(), is(0));
        assertThat(settings.stateLifetime().toMinutes(), is(10L));
        assertThat(settings.warning(), is(Optional.empty()));
        assertThat(read(Map.of("state-key", "k".repeat(32))).warning(), is(Optional.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://arena.example.com, https://arena.example.com",
        "HTTPS://Arena.Example.com:443, https://arena.example.com",
        "http://arena:80, http://arena",
        "http://[::1]:7001, http://[::1]:7001",
        "https://Arena.example.com/App/v1.0/, https://arena.example.com/App/v1.0",
    })
    void originsAreComparedInOneSpelling(String given, String kept) {
        assertThat(
                read(Map.of("redirect-origins", given)).redirectOrigins().iterator().next(),
                is(kept));
    }
}
