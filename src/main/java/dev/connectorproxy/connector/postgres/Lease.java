package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.jdbc.PgConnection;

/// One call's use of one connection: taken from the pool or opened, and given back as good as new or closed.
final class Lease {
    /// A connection that rested no longer than this is taken to be alive.
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Pool pool;
    private final Dialer dialer;
    private final Target target;
    private final Call call;
    private volatile PgConnection running; // null while no statement runs
    private volatile boolean cancelled;

    Lease(Pool pool, Dialer dialer, Target target, Call call) {
        this.pool = pool;
        this.dialer = dialer;
        this.target = target;
        this.call = call;
    }

    /// Runs the statement.
    CommandResult run(Work work, PostgresSettings settings) throws InterruptedException {
        if (!pool.enter(call.left())) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections that may be open to this database are in use");
        }
        try {
            return run(session(), new Transaction(work, target, call, settings));
        } finally {
            pool.leave();
        }
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

    private CommandResult run(Session session, Transaction transaction) {
        boolean done = false;
        running = session.connection();
        try {
            var result = transaction.run(session.connection());
            done = true;
            return result;
        } catch (SQLException e) {
            boolean late = cancelled || call.left().toMillis() < Transaction.MARGIN_MILLIS + 250;
            throw late && (SqlFailure.isCancelled(e) || SqlFailure.isBroken(e))
                    ? SqlFailure.late()
                    : SqlFailure.executing(e);
        } finally {
            running = null;
            giveBack(session, done);
        }
    }

    private Session session() {
        while (true) {
            var rested = pool.take();
            if (rested.isEmpty()) {
                return Session.opened(dialer.dial(target, call), System.nanoTime());
            }
            var session = rested.get();
            if (!session.restsLongerThan(FRESH, System.nanoTime()) || session.answers()) {
                var server = session.connection().getQueryExecutor().getHostSpec();
                call.trail().attempt("postgresql://" + server);
                return session;
            }
            session.close();
        }
    }

    /// A cancellation may still be on its way, and must not hit the next call.
    private void giveBack(Session session, boolean done) {
        if (cancelled || !session.reset() || !pool.keep(session)) {
            session.close();
        }
    }
}
