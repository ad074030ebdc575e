package dev.connectorproxy.database.session;

/// A connection to a server that calls use one after the other, each by one thread at a time.
public interface PooledConnection {

    /// Whether it is too old for another call.
    boolean isExpired();

    /// Ends the transaction and resets the session for the next call.
    ///
    /// @return false if the connection cannot be used again
    boolean reset();

    /// Closes the connection. Does not fail, and ends soon even if the server does not respond.
    void close();
}
