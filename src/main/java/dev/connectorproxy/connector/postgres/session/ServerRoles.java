package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.ServerRole;
import java.sql.Connection;
import java.sql.SQLException;

/// Checks whether a server has the role that `target_session_attrs` requires.
final class ServerRoles {
    private ServerRoles() {}

    static boolean hasRole(Connection connection, ServerRole role) throws SQLException {
        return switch (role) {
            case ANY, PREFER_STANDBY -> true;
            case PRIMARY -> !isStandby(connection);
            case STANDBY -> isStandby(connection);
            case READ_WRITE -> !isReadOnly(connection);
            case READ_ONLY -> isReadOnly(connection);
        };
    }

    private static boolean isStandby(Connection connection) throws SQLException {
        return queryText(connection, "SELECT pg_catalog.pg_is_in_recovery()").equals("t");
    }

    private static boolean isReadOnly(Connection connection) throws SQLException {
        return queryText(connection, "SHOW transaction_read_only").equals("on")
                || isStandby(connection);
    }

    private static String queryText(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
