package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseKind;
import dev.connectorproxy.database.statement.SqlStates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The `error_code` of a failure: psycopg's name, so that a diagram catches the same for every database. The vendor's code
/// decides, then the SQLSTATE.
final class SqlErrors {
    private static final Map<String, String> NAMES = load();

    /// Those that may succeed if tried again.
    private static final Set<String> TRANSIENT =
            Set.of(
                    "AdminShutdown",
                    "CannotConnectNow",
                    "DeadlockDetected",
                    "LockNotAvailable",
                    "SerializationFailure",
                    "TooManyConnections");

    private static final int UNAVAILABLE = 503;
    private static final int UNAUTHORIZED = 401;

    private SqlErrors() {}

    static String name(DatabaseKind kind, SQLException e) {
        var state = state(e);
        if (kind == DatabaseKind.SQL_SERVER
                && e.getErrorCode() == 547 // also the code of foreign keys
                && String.valueOf(e.getMessage()).contains("CHECK")) {
            return "CheckViolation";
        }
        return Optional.ofNullable(NAMES.get(table(kind) + " " + e.getErrorCode()))
                .or(() -> Optional.ofNullable(NAMES.get("state " + state)))
                .orElseGet(() -> SqlStates.name(state));
    }

    /// 503 for what may succeed if tried again, 401 for a failed login, otherwise 422.
    static int status(DatabaseKind kind, SQLException e) {
        var name = name(kind, e);
        if (TRANSIENT.contains(name)) {
            return UNAVAILABLE;
        }
        return name.equals("InvalidPassword") ? UNAUTHORIZED : SqlStates.status(state(e));
    }

    /// The SQLSTATE, or `XX000`.
    static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.isEmpty() ? "XX000" : state;
    }

    private static String table(DatabaseKind kind) {
        return switch (kind) {
            case MARIADB, MYSQL -> "mysql";
            case SQL_SERVER -> "sqlserver";
            case ORACLE -> "oracle";
            case OTHER -> "";
        };
    }

    private static Map<String, String> load() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                SqlErrors.class.getResourceAsStream("sqlerrors.txt"),
                                StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(row -> row[0] + " " + row[1], row -> row[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
