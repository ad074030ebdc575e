package dev.connectorproxy.connector.postgres.dsn;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A parsed and checked connection string: the servers, the database and the login.
///
/// @param parameters all parameters by key, from which the pool key is made
/// @param hosts the servers in the order in which they are tried
/// @param options run-time settings of the session by name, from `options`
/// @param sslMode `disable`, `allow`, `prefer`, `require`, `verify-ca` or `verify-full`
/// @param driver further connection properties, with the driver's names
public record ConnectionTarget(
        Map<String, String> parameters,
        List<Host> hosts,
        Login login,
        Map<String, String> options,
        String sslMode,
        Optional<Duration> connectTimeout,
        ServerRole role,
        Map<String, String> driver) {

    /// One server.
    ///
    /// @param name the name that TLS verifies and that messages show
    /// @param address the address to connect to instead of the name (`hostaddr`)
    public record Host(String name, Optional<String> address, int port) {

        /// The name or address to connect to.
        public String reachedAt() {
            return address.orElse(name);
        }
    }

    public record Login(String user, String password, String database) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    /// The required role of the server (`target_session_attrs`).
    public enum ServerRole {
        ANY,
        READ_WRITE,
        READ_ONLY,
        PRIMARY,
        STANDBY,
        PREFER_STANDBY;

        /// The value in a connection string, such as `read-write`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ConnectionTarget {
        parameters = Map.copyOf(parameters);
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
        driver = Map.copyOf(driver);
    }

    /// The name of the certificate authorities to trust (`sslrootcert`).
    public Optional<String> rootCertificate() {
        return Optional.ofNullable(parameters.get("sslrootcert")).filter(name -> !name.isEmpty());
    }

    /// @throws dev.connectorproxy.spi.ConnectorException `ProgrammingError` when it is malformed, `InvalidParameters`
    ///     when it has unsupported parameters, `EgressBlocked` for a Unix socket
    public static ConnectionTarget parse(String connectionString) {
        return ConnectionTargetReader.read(ConnectionString.parse(connectionString));
    }

    @Override
    public String toString() {
        return "Target" + hosts;
    }
}
