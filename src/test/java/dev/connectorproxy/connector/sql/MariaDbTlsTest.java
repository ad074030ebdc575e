package dev.connectorproxy.connector.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.connectorproxy.connector.postgres.Commands;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// TLS to a real MariaDB whose certificate is for `localhost`, of an authority that only the settings know.
@EnabledIf("dev.connectorproxy.connector.sql.MariaDbServer#isAvailable")
class MariaDbTlsTest {
    private static final String CIPHER = "show status like 'Ssl_cipher'";

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "disable, localhost, false",
        "trust, localhost, true",
        "verify-ca, db, true",
        "verify-full, localhost, true",
        "VERIFY_IDENTITY, localhost, true"
    })
    void encryptsAsTheUrlSays(String mode, String host, boolean encrypted) {
        try (var calls = calls(mode, host)) {
            var cipher = calls.fetch(CIPHER);

            assertThat(cipher, cipher.matches(".*-SHA\\d+.*"), is(encrypted));
        }
    }

    @Test
    void refusesACertificateForAnotherName() {
        try (var calls = calls("verify-full", "db")) {
            var failure = SqlCalls.failure(() -> calls.fetch(CIPHER));

            assertThat(failure.code(), is("OperationalError"));

            assertThat(failure.getMessage(), failure.httpStatus(), is(495));
        }
    }

    private static SqlCalls calls(String mode, String host) {
        return new SqlCalls(
                Commands.LOOPBACK,
                Map.of("ca-file", MariaDbServer.certificateFile().toString()),
                "jdbc:mariadb://%s:%d/tests?sslMode=%s".formatted(host, MariaDbServer.port(), mode),
                "tester",
                "tester");
    }
}
