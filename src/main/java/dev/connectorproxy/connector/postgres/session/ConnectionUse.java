package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.sql.SqlFailureMapping;
import dev.connectorproxy.connector.postgres.sql.SqlStatement;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/// One call's use of one connection: it is taken from the pool or opened, and afterwards reset and returned, or closed.
final class ConnectionUse {
    private final ConnectionPool pool;
    private final ConnectionFactory connectionFactory;
    private final ConnectionTarget target;
    private final Call call;
    private volatile PgConnection running; // null while no statement runs
    private volatile boolean cancelled;
    private volatile CommandResult committed; // null before the commit

    ConnectionUse(
            ConnectionPool pool,
            ConnectionFactory connectionFactory,
            ConnectionTarget target,
            Call call) {
        this.pool = pool;
        this.connectionFactory = connectionFactory;
        this.target = target;
        this.call = call;
    }

    /// Runs the statement.
    CommandResult run(SqlStatement statement, PostgresSettings settings)
            throws InterruptedException {
        if (!pool.acquirePermit(call.left().minusMillis(Transaction.TIMEOUT_MARGIN_MILLIS))) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections that may be open to this database are in use");
        }
        try {
            return run(new Transaction(statement, target, call, settings));
        } finally {
            pool.releasePermit();
        }
    }

    /// The result of the statement, once it is committed.
    Optional<CommandResult> committed() {
        return Optional.ofNullable(committed);
    }

    /// Cancels the statement on the server; does nothing if none is running.
    void cancel() {
        cancelled = true;
        var connection = running;
        if (connection == null) {
            return;
        }
        try {
            connection.cancelQuery();
        } catch (SQLException e) {
            Logger.getLogger(ConnectionUse.class.getName())
                    .log(Level.FINE, "a statement was not cancelled", e);
        }
    }

    private CommandResult run(Transaction transaction) {
        var connection = openTransaction(transaction);
        try {
            committed = transaction.run(connection);
            return committed;
        } catch (SQLException e) {
            throw toConnectorException(e);
        } finally {
            release(connection);
        }
    }

    /// Begins the transaction on an idle connection or a new one. An idle connection may be broken; then the next one
    /// is tried, since nothing has been executed yet.
    private PooledConnection openTransaction(Transaction transaction) {
        while (true) {
            var idle = pool.pollIdle();
            var connection = idle.orElseGet(() -> connectionFactory.connect(target, call));
            running = connection.connection();
            try {
                transaction.begin(connection);
                if (idle.isPresent()) {
                    var server = connection.connection().getQueryExecutor().getHostSpec();
                    call.trail().attempt("postgresql://" + server);
                }
                return connection;
            } catch (SQLException e) {
                discard(connection);
                if (idle.isEmpty() || cancelled) {
                    throw toConnectorException(e);
                }
            } catch (RuntimeException e) {
                discard(connection);
                throw e;
            }
        }
    }

    private void discard(PooledConnection connection) {
        running = null;
        connection.close();
    }

    private ConnectorException toConnectorException(SQLException e) {
        boolean timedOut =
                cancelled || call.left().toMillis() < Transaction.TIMEOUT_MARGIN_MILLIS + 250;
        return timedOut
                        && (SqlFailureMapping.isCancelled(e)
                                || SqlFailureMapping.isConnectionBroken(e))
                ? SqlFailureMapping.deadlineExceeded()
                : SqlFailureMapping.statementFailed(e);
    }

    /// Returns the connection to the pool or closes it. After a cancellation it is closed, since the server may process
    /// the cancel request late, which must not affect the next call.
    private void release(PooledConnection connection) {
        running = null;
        if (cancelled || !connection.reset() || !pool.offerIdle(connection)) {
            connection.close();
        }
    }
}
