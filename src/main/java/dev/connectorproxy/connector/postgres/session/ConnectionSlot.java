package dev.connectorproxy.connector.postgres.session;

import java.util.Optional;

/// A place in the pool for one connection, empty or with a connection. Used by one thread at a time.
final class ConnectionSlot {
    private PooledConnection connection; // null while empty

    Optional<PooledConnection> connection() {
        return Optional.ofNullable(connection);
    }

    PooledConnection fill(PooledConnection opened) {
        connection = opened;
        return opened;
    }

    /// Resets the connection for the next call, or closes it if that fails or it is too old.
    void reset() {
        if (connection != null && (isExpired() || !connection.reset())) {
            close();
        }
    }

    boolean isExpired() {
        return connection != null && connection.isExpired();
    }

    /// Closes the connection and leaves the slot empty.
    void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
