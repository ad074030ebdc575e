package dev.connectorproxy.connector.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSettingsTest {
    @TempDir private Path folder;

    @Test
    void hasDefaults() {
        var settings = AwsSettings.create(Map.of());

        assertThat(settings.keys().isEmpty(), is(true));
        assertThat(settings.enveloped(), is(false));
        assertThat(settings.attempts(), is(3));
        assertThat(settings.maxItems(), is(10_000));
        assertThat(settings.instanceMetadata(), is(false));
    }

    @Test
    void readsTheSecretFromAFile() throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "top-secret\n");

        var settings =
                AwsSettings.create(
                        Map.of("access-key-id", "AKIA", "secret-access-key-file", file.toString()));

        assertThat(settings.keys().secretAccessKey(), is("top-secret"));
        assertThat(settings.toString(), not(containsString("top-secret")));
        assertThat(settings.toString(), not(containsString("AKIA")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    regoin                 | x                           | regoin is not a setting
                    region                 | EU                          | region must be
                    region                 | a.example/                  | region must be
                    endpoint               | localhost:8000              | endpoint must be
                    endpoint               | ftp://localhost/            | endpoint must be
                    endpoint               | http://user:pw@localhost/   | endpoint must be
                    endpoint               | http://localhost/?a=b       | endpoint must be
                    endpoint               | http://a b/                 | endpoint must be
                    public-endpoint        | http://a b/                 | public-endpoint must be a URL
                    public-endpoint        | http://a_b/                 | public-endpoint must have a host without
                    max-link-lifetime      | P8D                         | max-link-lifetime must be positive
                    answer                 | v3                          | answer must be v1 or v2
                    attempts               | 0                           | attempts must be 1 to 10
                    attempts               | many                        | attempts must be a whole number
                    max-items              | 0                           | max-items must be 1 to 1000000
                    instance-metadata      | yes                         | instance-metadata must be false or true
                    secret-access-key-file | /nowhere/at/all             | secret-access-key-file must be a file
                    """)
    void namesTheKeyOfAnInvalidValue(String key, String value, String message) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> AwsSettings.create(Map.of(key, value)));

        assertThat(failure.getMessage(), startsWith(message));
        assertThat(failure.getMessage(), not(containsString("pw")));
    }

    @Test
    void refusesTwoSourcesOfTheSecret() {
        var both = Map.of("secret-access-key", "s3cret", "secret-access-key-file", "/s");

        var failure = assertThrows(IllegalArgumentException.class, () -> AwsSettings.create(both));

        assertThat(failure.getMessage(), not(containsString("s3cret")));
    }
}
