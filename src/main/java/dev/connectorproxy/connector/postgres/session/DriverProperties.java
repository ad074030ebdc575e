package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.postgresql.PGProperty;

/// The driver's connection properties. All relevant ones are set, so that no default of the driver reads a file or
/// resolves a name.
final class DriverProperties {
    private DriverProperties() {}

    /// @param timeout the timeout of each step of connecting
    /// @param maxBufferedBytes the maximum number of bytes of rows that the driver may buffer
    static Properties of(ConnectionTarget target, Duration timeout, long maxBufferedBytes) {
        var properties = new Properties();
        target.driver().forEach(properties::setProperty);
        var login = target.login();
        PGProperty.USER.set(properties, login.user());
        if (!login.password().isEmpty()) {
            PGProperty.PASSWORD.set(properties, login.password());
        }
        PGProperty.PG_DBNAME.set(properties, login.database());
        int seconds = (int) Math.max(1, timeout.plusMillis(999).toSeconds());
        PGProperty.SOCKET_TIMEOUT.set(properties, seconds);
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.SSL_RESPONSE_TIMEOUT.set(properties, (int) timeout.toMillis());
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 2);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        PGProperty.PREPARED_STATEMENT_CACHE_QUERIES.set(properties, 0);
        PGProperty.BINARY_TRANSFER.set(properties, false);
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        PGProperty.JAAS_LOGIN.set(properties, false);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        // limits a batch of rows before memory is allocated for it
        PGProperty.MAX_RESULT_BUFFER.set(properties, String.valueOf(maxBufferedBytes));
        if (!target.options().isEmpty()) {
            PGProperty.OPTIONS.set(properties, options(target.options()));
        }
        return properties;
    }

    private static String options(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option ->
                        "-c "
                                + option.getKey()
                                + "="
                                + option.getValue().replaceAll("([\\\\\\s])", "\\\\$1"))
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}
