package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.sql.ByteBudget;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/// A connection to a server that calls use one after the other.
///
/// @param budget limits the bytes that the server may send before they are processed
/// @param openedAt when it was opened, in nanoseconds of the pool's clock
/// @param idleSince when it was last returned to the pool, by the same clock
record PooledConnection(PgConnection connection, ByteBudget budget, long openedAt, long idleSince) {
    private static final int RESET_TIMEOUT_MILLIS = 2_000;

    static PooledConnection opened(PgConnection connection, ByteBudget budget, long now) {
        return new PooledConnection(connection, budget, now, now);
    }

    PooledConnection idleSince(long now) {
        return new PooledConnection(connection, budget, openedAt, now);
    }

    boolean isOlderThan(Duration age, long now) {
        return now - openedAt > age.toNanos();
    }

    boolean isIdleLongerThan(Duration time, long now) {
        return now - idleSince > time.toNanos();
    }

    /// Resets the connection: ends the transaction and discards settings, locks, temporary tables and cursors of the
    /// last call.
    ///
    /// @return false if the connection cannot be used again
    boolean reset() {
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
    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            Logger.getLogger(PooledConnection.class.getName())
                    .log(Level.FINE, "a connection did not close cleanly", e);
        }
    }
}
