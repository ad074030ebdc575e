package dev.connectorproxy.database.session;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// One call's use of one connection: it is taken from the pool or opened, and afterwards reset for the next
/// call, or closed.
final class PooledRun<C extends PooledConnection> {
    /// How long before the deadline a failure may be a consequence of it.
    private static final Duration NEAR_DEADLINE = Deadlines.SERVER_MARGIN.plusMillis(250);

    private final ConnectionPool<C> pool;
    private final PoolKey key;
    private final StatementCall<C> statement;
    private final Call call;
    private volatile C running; // null while no statement runs
    private volatile boolean cancelled;
    private volatile CommandResult committed; // null before the commit

    PooledRun(ConnectionPool<C> pool, PoolKey key, StatementCall<C> statement, Call call) {
        this.pool = pool;
        this.key = key;
        this.statement = statement;
        this.call = call;
    }

    CommandResult run() throws InterruptedException {
        var slot = pool.borrow(key, call.left().minus(Deadlines.SERVER_MARGIN));
        try {
            return run(slot);
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
            statement.cancel(connection);
        } catch (SQLException e) {
            Logger.getLogger(PooledRun.class.getName())
                    .log(Level.FINE, "a statement was not cancelled", e);
        }
    }

    private CommandResult run(ConnectionSlot<C> slot) {
        try {
            committed = statement.run(openTransaction(slot));
            return committed;
        } catch (SQLException e) {
            throw statement.failure(e, cancelled || call.left().compareTo(NEAR_DEADLINE) < 0);
        }
    }

    /// Begins the transaction on the slot's idle connection or a new one. An idle connection may be broken; then it is
    /// replaced, since nothing has been executed yet.
    private C openTransaction(ConnectionSlot<C> slot) throws SQLException {
        var idle = slot.connection();
        if (idle.isPresent()) {
            try {
                var connection = begin(idle.get());
                call.trail().attempt(statement.server(connection));
                return connection;
            } catch (SQLException e) {
                if (cancelled) {
                    throw e;
                }
                slot.close();
            }
        }
        return begin(slot.fill(statement.connect()));
    }

    private C begin(C connection) throws SQLException {
        running = connection;
        statement.begin(connection);
        return connection;
    }

    /// Resets the connection for the next call. After a cancellation it is closed, since the server may process the
    /// cancel request late, which must not affect the next call.
    private void release(ConnectionSlot<C> slot) {
        running = null;
        if (cancelled) {
            slot.close();
        } else {
            slot.reset();
        }
    }
}
