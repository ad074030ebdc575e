package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.sql.SqlFailureMapping;
import dev.connectorproxy.connector.postgres.sql.SqlStatement;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/// One call's use of one connection: it is taken from the pool or opened, and afterwards reset for the next
/// call, or closed.
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

    CommandResult run(SqlStatement statement, PostgresSettings settings)
            throws InterruptedException {
        var key = PoolKey.of(target);
        var slot = pool.borrow(key, call.left().minusMillis(Transaction.TIMEOUT_MARGIN_MILLIS));
        try {
            return run(new Transaction(statement, target, call, settings), slot);
        } finally {
            release(slot);
            pool.giveBack(key, slot);
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

    private CommandResult run(Transaction transaction, ConnectionSlot slot) {
        try {
            committed = transaction.run(openTransaction(transaction, slot));
            return committed;
        } catch (SQLException e) {
            throw toConnectorException(e);
        }
    }

    /// Begins the transaction on the slot's idle connection or a new one. An idle connection may be broken; then it is
    /// replaced, since nothing has been executed yet.
    private PooledConnection openTransaction(Transaction transaction, ConnectionSlot slot)
            throws SQLException {
        var idle = slot.connection();
        if (idle.isPresent()) {
            try {
                var connection = begin(transaction, idle.get());
                var server = connection.connection().getQueryExecutor().getHostSpec();
                call.trail().attempt("postgresql://" + server);
                return connection;
            } catch (SQLException e) {
                if (cancelled) {
                    throw e;
                }
                slot.close();
            }
        }
        return begin(transaction, slot.fill(connectionFactory.connect(target, call)));
    }

    private PooledConnection begin(Transaction transaction, PooledConnection connection)
            throws SQLException {
        running = connection.connection();
        transaction.begin(connection);
        return connection;
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

    /// Resets the connection for the next call. After a cancellation it is closed, since the server may process the
    /// cancel request late, which must not affect the next call.
    private void release(ConnectionSlot slot) {
        running = null;
        if (cancelled) {
            slot.close();
        } else {
            slot.reset();
        }
    }
}
