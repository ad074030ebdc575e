package dev.connectorproxy.toolkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorSettingsTest {
    private record Example(
            String name,
            boolean loud,
            String form,
            int count,
            Duration delay,
            int size,
            List<String> ports,
            Optional<String> token) {
        static Example create(Map<String, String> settings) {
            return ConnectorSettings.read(
                    settings,
                    keys ->
                            new Example(
                                    keys.text("name", "Ada"),
                                    keys.flag("loud", false),
                                    keys.choice("form", List.of("v1", "v2"), "v1"),
                                    keys.number("count", 3, 1, 10),
                                    keys.duration(
                                            "delay", Duration.ofSeconds(5), Duration.ofHours(1)),
                                    keys.bytes("size", 10 << 20, 256 << 20),
                                    keys.list("ports", List.of("465")),
                                    keys.secret("token")));
        }
    }

    @TempDir private Path directory;

    @Test
    void haveDefaultsAndAnEmptyValueIsNotSet() {
        var defaults = Example.create(Map.of());
        var empty = Example.create(Map.of("loud", "", "count", " ", "token", ""));

        assertThat(
                defaults,
                is(
                        new Example(
                                "Ada",
                                false,
                                "v1",
                                3,
                                Duration.ofSeconds(5),
                                10 << 20,
                                List.of("465"),
                                Optional.empty())));
        assertThat(empty, is(defaults));
    }

    @Test
    void areReadByType() {
        var given =
                Example.create(
                        Map.of(
                                "name", " Grace ",
                                "loud", "true",
                                "form", "v2",
                                "count", "10",
                                "delay", "pt0.2s",
                                "size", "512KiB",
                                "ports", "25, 2465,",
                                "token", "s3cret"));

        assertThat(
                given,
                is(
                        new Example(
                                "Grace",
                                true,
                                "v2",
                                10,
                                Duration.ofMillis(200),
                                512 << 10,
                                List.of("25", "2465"),
                                Optional.of("s3cret"))));
        assertThat(Example.create(Map.of("ports", "")).ports(), is(List.of()));
        assertThat(Example.create(Map.of("name", "")).name(), is(""));
    }

    @Test
    void aSecretMayStandInAFile() throws IOException {
        var file = Files.writeString(directory.resolve("token"), "s3cret\n").toString();
        var blank = Files.writeString(directory.resolve("blank"), "\n").toString();

        assertThat(Example.create(Map.of("token-file", file)).token(), is(Optional.of("s3cret")));
        assertThat(failure(Map.of("token-file", blank)), is("token-file must not be empty"));
        assertThat(
                failure(Map.of("token-file", directory.toString())),
                is("token-file must be a file that can be read as UTF-8"));
        assertThat(
                failure(Map.of("token-file", file, "token", "s3cret")),
                is("token-file must not be set beside token"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    loud  | s3cret      | loud must be false or true
                    form  | s3cret      | form must be v1 or v2
                    count | s3cret      | count must be a whole number
                    count | 0           | count must be 1 to 10
                    count | 11          | count must be 1 to 10
                    delay | s3cret      | delay must be a duration in ISO 8601, such as PT5S
                    delay | PT0S        | delay must be positive and at most PT1H
                    delay | PT1H0.1S    | delay must be positive and at most PT1H
                    size  | s3cret      | size must be a positive number of bytes, such as 10 MiB, at most 256 MiB
                    size  | 0           | size must be a positive number of bytes, such as 10 MiB, at most 256 MiB
                    size  | 9999999999 MiB | size must be a positive number of bytes, such as 10 MiB, at most 256 MiB
                    naem  | s3cret      | naem is not a setting; there are count, delay, form, loud, name, ports, size, token, token-file
                    """)
    void refuseWhatIsInvalidWithoutQuotingIt(String key, String value, String message) {
        var failure = failure(Map.of(key, value));

        assertThat(failure, is(message));
        assertThat(failure, not(containsString("s3cret")));
    }

    @Test
    void nameTheOnlyKeyOrNone() {
        var settings = Map.of("token", "s3cret");

        var one =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ConnectorSettings.read(settings, keys -> keys.text("url")));
        var none =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> ConnectorSettings.read(settings, _ -> ""));

        assertThat(one.getMessage(), is("token is not a setting; there is url"));
        assertThat(none.getMessage(), is("token is not a setting; there are none"));
    }

    private static String failure(Map<String, String> settings) {
        return assertThrows(IllegalArgumentException.class, () -> Example.create(settings))
                .getMessage();
    }
}
