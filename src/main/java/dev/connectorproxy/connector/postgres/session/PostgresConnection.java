package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget.ServerRole;
import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.session.PooledConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/// A connection to a server that calls use one after the other.
///
/// @param budget limits the bytes that the server may send before they are processed
/// @param openedAt when it was opened, a [System#nanoTime()]
public record PostgresConnection(PgConnection connection, ByteBudget budget, long openedAt)
        implements PooledConnection {
    /// The maximum age, since a server's certificate, address or password may change.
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int RESET_TIMEOUT_MILLIS = 2_000;

    public boolean isExpired() {
        return System.nanoTime() - openedAt > LIFETIME.toNanos();
    }

    /// Whether the server has the role that `target_session_attrs` requires.
    boolean hasRole(ServerRole role) throws SQLException {
        return switch (role) {
            case ANY, PREFER_STANDBY -> true;
            case PRIMARY -> !isStandby();
            case STANDBY -> isStandby();
            case READ_WRITE -> !isReadOnly();
            case READ_ONLY -> isReadOnly();
        };
    }

    private boolean isStandby() throws SQLException {
        return queryText("SELECT pg_catalog.pg_is_in_recovery()").equals("t");
    }

    private boolean isReadOnly() throws SQLException {
        return queryText("SHOW transaction_read_only").equals("on") || isStandby();
    }

    private String queryText(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /// Resets the connection: ends the transaction and discards settings, locks, temporary tables and cursors of the
    /// last call.
    ///
    /// @return false if the connection cannot be used again
    public boolean reset() {
        try {
            if (connection.isClosed()) {
                return false;
            }
            budget.refill();
            connection.setNetworkTimeout(null, RESET_TIMEOUT_MILLIS);
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("DISCARD ALL");
            }
            connection.clearWarnings();
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /// Closes the connection; the network timeout limits how long a server that does not respond can delay this.
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            Logger.getLogger(PostgresConnection.class.getName())
                    .log(Level.FINE, "a connection did not close cleanly", e);
        }
    }
}
