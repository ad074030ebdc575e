package dev.connectorproxy.database.session;

import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import java.sql.SQLException;

/// One call's statement, as one kind of database runs it. Called on the thread of the statement, except for [#cancel].
public interface StatementCall<C extends PooledConnection> {

    /// Opens a connection for the call, with its credentials and within its deadline.
    ///
    /// @throws ConnectorException no server could be reached, or the login failed
    C connect();

    /// Begins the transaction. Nothing of the call has been executed if this fails.
    void begin(C connection) throws SQLException;

    /// Runs and commits the statement. After a failure, [PooledConnection#reset()] rolls back.
    CommandResult run(C connection) throws SQLException;

    /// Asks the server to cancel what the connection runs. Called on another thread, also if nothing runs.
    void cancel(C connection) throws SQLException;

    /// The server of an open connection, as `scheme://host:port`, for the log line of the call.
    String server(C connection);

    /// The failure of the call.
    ///
    /// @param timedOut whether the statement was cancelled, or failed when the deadline was near
    ConnectorException failure(SQLException e, boolean timedOut);
}
