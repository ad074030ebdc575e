package dev.connectorproxy.connector.postgres;

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
final class Lease {
    private final Pool pool;
    private final Dialer dialer;
    private final Target target;
    private final Call call;
    private volatile PgConnection running; // null while no statement runs
    private volatile boolean cancelled;
    private volatile CommandResult committed; // null before the commit

    Lease(Pool pool, Dialer connectionFactory, Target target, Call call) {
        this.pool = pool;
        this.dialer = connectionFactory;
        this.target = target;
        this.call = call;
    }

    /// Runs the statement.
    CommandResult run(Work statement, PostgresSettings settings) throws InterruptedException {
        if (!pool.enter(call.left().minusMillis(Transaction.MARGIN_MILLIS))) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections that may be open to this database are in use");
        }
        try {
            return run(new Transaction(statement, target, call, settings));
        } finally {
            pool.leave();
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
            Logger.getLogger(Lease.class.getName())
                    .log(Level.FINE, "a statement was not cancelled", e);
        }
    }

    private CommandResult run(Transaction transaction) {
        var connection = begun(transaction);
        try {
            committed = transaction.run(connection);
            return committed;
        } catch (SQLException e) {
            throw told(e);
        } finally {
            giveBack(connection);
        }
    }

    /// Begins the transaction on an idle connection or a new one. An idle connection may be broken; then the next one
    /// is tried, since nothing has been executed yet.
    private Session begun(Transaction transaction) {
        while (true) {
            var idle = pool.take();
            var connection = idle.orElseGet(() -> dialer.dial(target, call));
            running = connection.connection();
            try {
                transaction.begin(connection);
                if (idle.isPresent()) {
                    var server = connection.connection().getQueryExecutor().getHostSpec();
                    call.trail().attempt("postgresql://" + server);
                }
                return connection;
            } catch (SQLException e) {
                drop(connection);
                if (idle.isEmpty() || cancelled) {
                    throw told(e);
                }
            } catch (RuntimeException e) {
                drop(connection);
                throw e;
            }
        }
    }

    private void drop(Session connection) {
        running = null;
        connection.close();
    }

    private ConnectorException told(SQLException e) {
        boolean timedOut = cancelled || call.left().toMillis() < Transaction.MARGIN_MILLIS + 250;
        return timedOut && (SqlFailure.isCancelled(e) || SqlFailure.isBroken(e))
                ? SqlFailure.late()
                : SqlFailure.executing(e);
    }

    /// Returns the connection to the pool or closes it. After a cancellation it is closed, since the server may process
    /// the cancel request late, which must not affect the next call.
    private void giveBack(Session connection) {
        running = null;
        if (cancelled || !connection.reset() || !pool.keep(connection)) {
            connection.close();
        }
    }
}
