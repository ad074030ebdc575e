package dev.connectorproxy.secrets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.connectorproxy.settings.Settings;
import dev.connectorproxy.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRuleTest {
    @TempDir private Path folder;

    @Test
    void severalRulesForOneSecretAddUp() {
        var secrets =
                secrets(
                        """
                        - {secrets: ['ORDERS_*'], origins: ['https://API.example.com/']}
                        - {secrets: [DB, ORDERS_KEY], origins: ['db.example.com:5432', 'http://[::1]:8080']}
                        """);

        assertThat(
                secrets.originsOf("ORDERS_KEY"),
                is(
                        Set.of(
                                new SecretOrigin("https", "api.example.com", 443),
                                new SecretOrigin("", "db.example.com", 5432),
                                new SecretOrigin("http", "0:0:0:0:0:0:0:1", 8080))));
        assertThat(secrets.originsOf("ORDERS_TOKEN").size(), is(1));
        assertThat(secrets.originsOf("OTHER"), is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.com",
                "https://a.example/path",
                "https://a.example?q",
                "https://u@a.example",
                "https://*.example",
                "ftp://a.example:21",
                "https://a.example:0",
                "https://a.example:65536",
                "https://",
                ":5432",
                " , ",
            })
    void whatIsNoOriginIsRefused(String origin) {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () -> secrets("- {secrets: [A], origins: ['%s']}".formatted(origin)));

        assertThat(failure.getMessage(), containsString("must be origins such as"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.com:1",
                "db.example.com:65535",
                "[0:0:0:0:0:0:0:1]:5432",
                "http://a.example:80",
                "https://a.example:443",
            })
    void anOriginIsWrittenAsItIsCompared(String origin) {
        var secrets = secrets("- {secrets: [A], origins: ['%s']}".formatted(origin));

        assertThat(secrets.originsOf("A").iterator().next().toString(), is(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b"})
    void whatIsNoNameOfASecretIsRefused(String names) {
        var failure =
                assertThrows(
                        SettingsException.class,
                        () -> secrets("- {secrets: ['%s'], origins: ['a:1']}".formatted(names)));

        assertThat(failure.getMessage(), containsString("must name secrets"));
    }

    private Secrets secrets(String rules) {
        try {
            var file =
                    Files.writeString(
                            folder.resolve("my.yaml"), "secrets:\n  origins:\n" + rules.indent(4));
            var settings = Settings.load(Optional.of(file), Map.of(), new Properties());
            return new Secrets(SecretSettings.create(settings.root().section("secrets")), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
