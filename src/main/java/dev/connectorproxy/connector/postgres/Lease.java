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

/// One call's use of one connection: taken from the pool or opened, and given back as good as new or closed.
final class Lease {
    private final Pool pool;
    private final Dialer dialer;
    private final Target target;
    private final Call call;
    private volatile PgConnection running; // null while no statement runs
    private volatile boolean cancelled;
    private volatile CommandResult committed; // null until then

    Lease(Pool pool, Dialer dialer, Target target, Call call) {
        this.pool = pool;
        this.dialer = dialer;
        this.target = target;
        this.call = call;
    }

    /// Runs the statement.
    CommandResult run(Work work, PostgresSettings settings) throws InterruptedException {
        if (!pool.enter(call.left().minusMillis(Transaction.MARGIN_MILLIS))) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections that may be open to this database are in use");
        }
        try {
            return run(new Transaction(work, target, call, settings));
        } finally {
            pool.leave();
        }
    }

    /// What the statement came to, as soon as that is certain.
    Optional<CommandResult> committed() {
        return Optional.ofNullable(committed);
    }

    /// Asks the server to stop; does nothing if no statement runs.
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
        var session = begun(transaction);
        try {
            committed = transaction.run(session);
            return committed;
        } catch (SQLException e) {
            throw told(e);
        } finally {
            giveBack(session);
        }
    }

    /// A connection on which the transaction has begun. One that rested may have died meanwhile; nothing is lost by trying.
    private Session begun(Transaction transaction) {
        while (true) {
            var rested = pool.take();
            var session = rested.orElseGet(() -> dialer.dial(target, call));
            running = session.connection();
            try {
                transaction.begin(session);
                if (rested.isPresent()) {
                    var server = session.connection().getQueryExecutor().getHostSpec();
                    call.trail().attempt("postgresql://" + server);
                }
                return session;
            } catch (SQLException e) {
                drop(session);
                if (rested.isEmpty() || cancelled) {
                    throw told(e);
                }
            } catch (RuntimeException e) {
                drop(session);
                throw e;
            }
        }
    }

    private void drop(Session session) {
        running = null;
        session.close();
    }

    private ConnectorException told(SQLException e) {
        boolean late = cancelled || call.left().toMillis() < Transaction.MARGIN_MILLIS + 250;
        return late && (SqlFailure.isCancelled(e) || SqlFailure.isBroken(e))
                ? SqlFailure.late()
                : SqlFailure.executing(e);
    }

    /// A cancellation may still be on its way, and must not hit the next call.
    private void giveBack(Session session) {
        running = null;
        if (cancelled || !session.reset() || !pool.keep(session)) {
            session.close();
        }
    }
}
