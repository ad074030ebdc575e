package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.database.session.ByteBudget;
import dev.connectorproxy.database.session.PooledConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// A connection through a JDBC driver. Used by one thread at a time, except for [#cancel] and [#close].
final class JdbcSession implements PooledConnection {
    /// The maximum age, since a server's certificate, address or password may change.
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int RESET_TIMEOUT_MILLIS = 2_000;

    private final Connection connection;
    private final PinnedAddress address;
    private final Vendor vendor;
    private final long openedAt = System.nanoTime();
    private boolean reused;
    private boolean keepsState;
    private volatile Statement running; // null while none runs

    JdbcSession(Connection connection, PinnedAddress address, Vendor vendor) {
        this.connection = connection;
        this.address = address;
        this.vendor = vendor;
    }

    Connection connection() {
        return connection;
    }

    Vendor vendor() {
        return vendor;
    }

    ByteBudget budget() {
        return address.budget();
    }

    /// Whether another call used it before.
    boolean isReused() {
        return reused;
    }

    /// The call runs the caller's own SQL, which may change the session.
    void expectChanges() {
        keepsState = true;
    }

    void running(Statement statement) {
        running = statement;
    }

    /// Asks the server to end the statement that runs.
    void cancel() throws SQLException {
        var statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }

    /// Limits how long the driver waits for the server, if it can.
    void setNetworkTimeout(long millis) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.clamp(millis, 1, Integer.MAX_VALUE));
        } catch (SQLFeatureNotSupportedException | AbstractMethodError _) {
            // the thread of the statement is interrupted at the deadline, which closes its socket
        }
    }

    @Override
    public boolean isExpired() {
        return System.nanoTime() - openedAt > LIFETIME.toNanos();
    }

    /// A session that the caller's SQL may have changed is used again only if the driver can reset it.
    @Override
    public boolean reset() {
        running = null;
        try {
            if (connection.isClosed()) {
                return false;
            }
            budget().refill();
            setNetworkTimeout(RESET_TIMEOUT_MILLIS);
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (keepsState && !vendor.reset(connection)) {
                return false;
            }
            connection.clearWarnings();
            keepsState = false;
            reused = true;
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    /// Closes the connection and its sockets.
    @Override
    public void close() {
        try {
            budget().refill();
            setNetworkTimeout(RESET_TIMEOUT_MILLIS);
            connection.close();
        } catch (SQLException e) {
            Logger.getLogger(JdbcSession.class.getName())
                    .log(Level.FINE, "a connection did not close cleanly", e);
        } finally {
            address.close();
        }
    }
}
