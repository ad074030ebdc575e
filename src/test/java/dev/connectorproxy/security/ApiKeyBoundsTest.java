package dev.connectorproxy.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Section;
import dev.connectorproxy.settings.SettingsException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The characters and the length of keys, and what is remembered of them.
class ApiKeyBoundsTest {
    @Test
    void admitsACallerWithAKeyOfMaximumLength() {
        var longest = "k".repeat(1_024);
        var authenticator = authenticator(Map.of("api-key", longest));

        assertThat(authenticator.identify(List.of(longest)).isKnown(), is(true));
        assertThat(authenticator.identify(List.of(longest + "k")).isKnown(), is(false));
    }

    @Test
    void acceptsTheFirstAndTheLastVisibleCharacter() {
        assertThat(
                authenticator(Map.of("api-key", "!~")).identify(List.of("!~")).isKnown(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {" a", "a\u007f", "a\u0080", "a\tb"})
    void refusesKeysThatAHeaderCannotCarry(String key) {
        assertRefused(
                Map.of("api-key", key),
                "api-key must be at most 1024 printable ASCII characters without spaces");
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertRefused(
                Map.of("api-key", "k".repeat(1_025)),
                "api-key must be at most 1024 printable ASCII characters without spaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "to?en", "a/b", "t\u00f6ken"})
    void refusesGlobsThatNameNoSecret(String glob) {
        var message = " must name secrets in letters, digits, dots, dashes, underscores and *";

        assertRefused(Map.of("api-key", "a", "api-key-secrets", glob), "api-key-secrets" + message);
        assertRefused(
                Map.of("secrets-without-key", "token," + glob), "secrets-without-key" + message);
    }

    /// Else every guess would take memory.
    @Test
    void remembersValidKeysOnly() {
        var authenticator = authenticator(Map.of("api-key", "golden-key"));

        var known = authenticator.identify(List.of("golden-key"));
        var unknown = authenticator.identify(List.of("guess"));

        assertThat(authenticator.identify(List.of("golden-key")), is(sameInstance(known)));
        assertThat(authenticator.identify(List.of("guess")), is(not(sameInstance(unknown))));
    }

    private static void assertRefused(Map<String, String> settings, String message) {
        var failure = assertThrows(SettingsException.class, () -> authenticator(settings));

        assertThat(failure.getMessage(), endsWith(message));
    }

    private static CallerAuthenticator authenticator(Map<String, String> settings) {
        var config =
                Config.builder(ConfigSources.create(settings))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .build();
        return new CallerAuthenticator(
                SecuritySettings.create(new Section(config, new TreeSet<>()), List.of()), _ -> {});
    }
}
