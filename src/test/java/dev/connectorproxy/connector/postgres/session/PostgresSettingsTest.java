package dev.connectorproxy.connector.postgres.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {
    @Test
    void haveDefaults() {
        var settings = PostgresSettings.create(Map.of());

        assertThat(
                settings,
                is(
                        new PostgresSettings(
                                5,
                                32,
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(5),
                                10_000,
                                10_485_760,
                                List.of(),
                                Map.of())));
    }

    @ParameterizedTest
    @CsvSource({"1048576, 1048576", "512 KiB, 524288", "1MiB, 1048576"})
    void readBytes(String text, int bytes) {
        assertThat(PostgresSettings.create(Map.of("max-bytes", text)).maxBytes(), is(bytes));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pool-size | 0 | pool-size must be 1 to 100",
                "pool-size | few | pool-size must be a whole number",
                "pools | 1001 | pools must be 1 to 1000",
                "max-rows | -1 | max-rows must be 1 to 10000000",
                "max-bytes | 1 GiB | max-bytes must be a positive number of bytes, such as 10 MiB, at most 256 MiB",
                "max-bytes | 257 MiB | max-bytes must be a positive number of bytes, such as 10 MiB, at most 256 MiB",
                "idle-timeout | PT0S | idle-timeout must be positive and at most PT1H",
                "connect-timeout | soon | connect-timeout must be a duration in ISO 8601, such as PT5S",
                "ca-file | /nowhere | ca-file must be a readable file of certificates in PEM",
                "ca-files | corp=/nowhere | ca-files must be a readable file of certificates in PEM",
                "ca-files | /nowhere | ca-files must be different names, other than system, with their files, such as corp=/etc/tls/corp.pem",
                "ca-files | a/b=/nowhere | ca-files must be different names, other than system, with their files, such as corp=/etc/tls/corp.pem",
                "ca-files | system=/nowhere | ca-files must be different names, other than system, with their files, such as corp=/etc/tls/corp.pem",
                "pool | 1 | pool is not a setting; there are ca-file, ca-files, connect-timeout, idle-timeout, max-bytes, max-rows, pool-size, pools",
            })
    void refuseInvalidValues(String key, String value, String message) {
        var failure =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> PostgresSettings.create(Map.of(key, value)));

        assertThat(failure.getMessage(), is(message));
    }
}
