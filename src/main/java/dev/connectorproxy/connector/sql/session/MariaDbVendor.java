package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// MariaDB's driver, for MariaDB and MySQL.
final class MariaDbVendor implements Vendor {
    /// Methods that send neither the password as it is nor the identity of this machine.
    private static final String AUTHENTICATION =
            "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,parsec";

    @Override
    public Optional<String> driverClass() {
        return Optional.of("org.mariadb.jdbc.Driver");
    }

    @Override
    public Opening opening(OpeningRequest request) {
        var target = request.target();
        var address = request.address();
        var url =
                "jdbc:mariadb://%s:%d/%s"
                        .formatted(target.hostInUrl(), target.port(), target.database());
        var opening =
                Opening.of(url, target)
                        .with("socketFactory", MariaDbSocketFactory.class.getName())
                        .with(MariaDbSocketFactory.KEY, address.id())
                        .with("connectTimeout", connectTimeout(target, request.timeout()))
                        .with("socketTimeout", request.timeout().toMillis())
                        .with("sslMode", sslMode(target))
                        .with("restrictedAuth", AUTHENTICATION)
                        .with("allowLocalInfile", false)
                        .with("allowPublicKeyRetrieval", false)
                        .with("permitRedirect", false)
                        .with("allowMultiQueries", false)
                        .with("dumpQueriesOnException", false)
                        .with("useServerPrepStmts", true) // values never become text
                        .with("cachePrepStmts", false)
                        .with("useBulkStmts", false)
                        .with("useBulkStmtsForInserts", false) // it reports no counts
                        .with("useResetConnection", true)
                        .with("yearIsDateType", false)
                        .with("tinyInt1isBit", target.property("tinyInt1isBit", "true"))
                        .with("useAffectedRows", target.property("useAffectedRows", "false"));
        if (address.trust().isPresent()) {
            opening.with("tlsSocketType", MariaDbTlsPlugin.TYPE);
        }
        var collation = target.property("connectionCollation", "");
        return collation.isEmpty() ? opening : opening.with("connectionCollation", collation);
    }

    @Override
    public List<String> sessionSetup(DatabaseTarget target) {
        return List.of("SET time_zone = '" + target.property("connectionTimeZone", "+00:00") + "'");
    }

    @Override
    public boolean reset(Connection connection) throws SQLException {
        connection.unwrap(org.mariadb.jdbc.Connection.class).reset();
        return true;
    }

    private static long connectTimeout(DatabaseTarget target, Duration timeout) {
        long given = Long.parseLong(target.property("connectTimeout", "0"));
        return given == 0 ? timeout.toMillis() : Math.min(given, timeout.toMillis());
    }

    /// The names of MySQL's own driver are accepted as well.
    private static String sslMode(DatabaseTarget target) {
        return switch (target.property("sslMode", "disable").toLowerCase(Locale.ROOT)) {
            case "trust", "required" -> "trust";
            case "verify-ca", "verify_ca" -> "verify-ca";
            case "verify-full", "verify_identity" -> "verify-full";
            default -> "disable";
        };
    }
}
