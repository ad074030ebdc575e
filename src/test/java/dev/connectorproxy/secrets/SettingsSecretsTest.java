package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import dev.connectorproxy.toolkit.Globs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Secrets in the texts of settings, where they may be sent, and what the log hides.
class SettingsSecretsTest {
    private final Secrets secrets =
            new Secrets(
                    new SecretSettings(
                            Optional.of("S_"),
                            Optional.empty(),
                            99,
                            List.of(
                                    rule("A", "https://a.example", "https://b.example:8443"),
                                    rule("PLAIN", "http://a.example"))),
                    Map.of("S_A", "alpha-value", "S_B", "beta-value"));

    @Test
    void aTextIsResolvedAndHiddenInTheLogFromThenOn() {
        assertThat(secrets.mask("alpha-value"), is("alpha-value"));

        assertThat(secrets.resolve("${secret:A}"), is(Optional.of("alpha-value")));

        assertThat(secrets.mask("alpha-value beta-value"), is("*** beta-value"));
        assertThat(secrets.resolve("${secret:NONE}"), is(Optional.empty()));
    }

    @Test
    void aTextWithoutAReferenceIsNotHidden() {
        assertThat(secrets.resolve("debug"), is(Optional.of("debug")));

        assertThat(secrets.mask("debug"), is("debug"));
    }

    @Test
    void aTextIsHiddenForEveryThread() throws InterruptedException {
        Thread.startVirtualThread(() -> secrets.resolve("${secret:A}")).join();

        secrets.resolve("${secret:B}");

        assertThat(secrets.mask("alpha-value beta-value"), is("*** ***"));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "${secret:A},                https://a.example:443,                         true",
        "${secret:A},                https://a.example:443 https://b.example:8443,  true",
        "${secret:A},                https://a.example:443 https://c.example:443,   false",
        "${secret:A},                http://a.example:80,                           false",
        "x ${secret:B} ${secret:A},  https://c.example:443,                         false",
        "${secret:B},                https://c.example:443,                         true",
        "no secret,                  https://c.example:443,                         true",
        "$${secret:A},               https://c.example:443,                         true",
        "${secret:PLAIN},            https://a.example:443,                         true",
    })
    void aTextMayBeSentToTheNamedOriginsOfItsSecrets(String text, String origins, boolean may) {
        assertThat(secrets.maySend(text, List.of(origins.split(" "))), is(may));
    }

    @Test
    void theLogHidesTheLast256Values() {
        var values = new ArrayList<String>();
        for (int i = 0; i < 257; i++) {
            values.add("value-%03d!".formatted(i));
        }

        secrets.remember(values.subList(0, 256));
        assertThat(secrets.mask("value-000! value-255!"), is("*** ***"));
        secrets.remember(values.subList(256, 257));

        assertThat(secrets.mask("value-000! value-001! value-256!"), is("value-000! *** ***"));
    }

    @Test
    void keepsTheMasksOfTheLast64SetsOfShortValues() {
        var first = secrets.maskOf(Set.of("0"));
        var second = secrets.maskOf(Set.of("1"));
        for (int i = 2; i < 64; i++) {
            secrets.maskOf(Set.of("" + i));
        }
        assertThat(secrets.maskOf(Set.of("0")), is(sameInstance(first)));

        secrets.maskOf(Set.of("64"));

        assertThat(secrets.maskOf(Set.of("1")), is(sameInstance(second)));
        assertThat(secrets.maskOf(Set.of("0")), is(not(sameInstance(first))));
    }

    @ParameterizedTest(name = "{0} and {1} characters: {2}")
    @CsvSource({"8191, 1, true", "8191, 2, false"})
    void keepsNoMaskOfLongValues(int one, int other, boolean kept) {
        var values = Set.of("x".repeat(one), "y".repeat(other));

        var mask = secrets.maskOf(values);

        assertThat(secrets.maskOf(values) == mask, is(kept));
    }

    private static OriginRule rule(String name, String... origins) {
        return new OriginRule(
                Globs.of(List.of(name)),
                Stream.of(origins)
                        .map(text -> SecretOrigin.parse(text).orElseThrow())
                        .collect(Collectors.toSet()));
    }
}
