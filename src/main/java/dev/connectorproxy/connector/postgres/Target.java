package dev.connectorproxy.connector.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a call's database is and who asks: a connection string, read and checked.
///
/// @param parameters all of them by key, to tell one target from another
/// @param hosts in the order in which they are tried
/// @param options run-time settings of the session by name, from `options`
/// @param sslMode `disable`, `allow`, `prefer`, `require`, `verify-ca` or `verify-full`
/// @param driver further properties of the driver, already in its own terms
record Target(
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
    /// @param name what TLS verifies, and messages tell
    /// @param address what to connect to in place of the name
    record Host(String name, Optional<String> address, int port) {}

    /// Who asks for what.
    record Login(String user, String password, String database) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    /// What kind of server will do (`target_session_attrs`).
    enum ServerRole {
        ANY,
        READ_WRITE,
        READ_ONLY,
        PRIMARY,
        STANDBY,
        PREFER_STANDBY
    }

    Target {
        parameters = Map.copyOf(parameters);
        hosts = List.copyOf(hosts);
        options = Map.copyOf(options);
        driver = Map.copyOf(driver);
    }

    /// @throws dev.connectorproxy.spi.ConnectorException `ProgrammingError` when it cannot be read, `InvalidParameters` when it
    ///     asks for what is not offered, `EgressBlocked` for a Unix socket
    static Target parse(String connectionString) {
        return TargetReader.read(ConnectionString.parse(connectionString));
    }

    @Override
    public String toString() {
        return "Target" + hosts;
    }
}
