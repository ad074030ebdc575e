package dev.connectorproxy.connector.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/// One connection to a server, used by one call at a time.
///
/// @param budget of what the server may send at once
/// @param opened a reading of the pool's clock
/// @param rested when it was last given back, by the same clock
record Session(PgConnection connection, ByteBudget budget, long opened, long rested) {
    private static final int PATIENCE_MILLIS = 2_000;

    static Session opened(PgConnection connection, ByteBudget budget, long now) {
        return new Session(connection, budget, now, now);
    }

    Session rested(long now) {
        return new Session(connection, budget, opened, now);
    }

    boolean isOlderThan(Duration age, long now) {
        return now - opened > age.toNanos();
    }

    boolean restsLongerThan(Duration span, long now) {
        return now - rested > span.toNanos();
    }

    /// Makes the connection as good as new: no transaction, settings, locks, temporary tables or cursors of the last call.
    ///
    /// @return whether that came about
    boolean reset() {
        try {
            if (connection.isClosed()) {
                return false;
            }
            budget.refill();
            connection.setNetworkTimeout(null, PATIENCE_MILLIS);
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

    /// Closes the connection; a server that does not listen does not hold it up for long.
    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            Logger.getLogger(Session.class.getName())
                    .log(Level.FINE, "a connection did not close cleanly", e);
        }
    }
}
