package dev.connectorproxy.database.session;

import java.util.Optional;

/// A place in the pool for one connection, empty or with a connection. Used by one thread at a time.
final class ConnectionSlot<C extends PooledConnection> {
    private C connection; // null while empty

    Optional<C> connection() {
        return Optional.ofNullable(connection);
    }

    C fill(C opened) {
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
