package dev.connectorproxy.connector.postgres.session;

import dev.connectorproxy.connector.postgres.dsn.ConnectionTarget;
import dev.connectorproxy.connector.postgres.sql.SqlFailureMapping;
import dev.connectorproxy.connector.postgres.sql.SqlStatement;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Runs the statements of the commands, each on a thread of its own, so that the call can cancel the statement on the
/// server before its deadline instead of closing the connection. Thread-safe. The driver and the
/// pool are loaded by the first call.
public final class StatementRunner implements AutoCloseable {
    /// The time before the call's deadline at which the statement is cancelled.
    private static final long CANCEL_MARGIN_MILLIS = 300;

    /// How long to wait for the end of a cancelled statement.
    private static final long CANCEL_GRACE_MILLIS = 200;

    private final PostgresSettings settings;
    private final Egress egress;
    private final TlsTrust trust;
    private final Lock lock = new ReentrantLock();
    private ConnectionPool pool; // guarded by lock, null before the first call
    private boolean closed; // guarded by lock

    public StatementRunner(Egress egress, PostgresSettings settings) {
        this(egress, settings, TlsTrust.of(settings));
    }

    public StatementRunner(Egress egress, PostgresSettings settings, TlsTrust trust) {
        this.settings = settings;
        this.egress = egress;
        this.trust = trust;
    }

    /// Runs a statement in a transaction of its own.
    ///
    /// @throws ConnectorException with psycopg's exception names; `EgressBlocked`, `ReadTimeout`, `ResponseTooLarge`,
    ///     `ProxyOverloaded`
    public CommandResult run(ConnectionTarget target, SqlStatement statement, Call call) {
        // also for a connection that is open already
        target.hosts().forEach(host -> call.secretPolicy().admit(host.reachedAt(), host.port()));
        // created here, so that the driver is not loaded at start
        var factory = new ConnectionFactory(egress, settings, trust);
        var use = new ConnectionUse(pool(), factory, target, call);
        var task = new FutureTask<CommandResult>(() -> use.run(statement, settings));
        var worker = Thread.ofVirtual().name("postgres").start(task);
        try {
            return task.get(
                    Math.max(0, call.left().toMillis() - CANCEL_MARGIN_MILLIS),
                    TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw toRuntimeException(e.getCause());
        } catch (TimeoutException _) {
            return cancel(task, worker, use);
        } catch (InterruptedException _) {
            var result = cancel(task, worker, use);
            Thread.currentThread().interrupt();
            return result;
        }
    }

    /// Closes the idle connections; those in use are closed when their calls end.
    @Override
    public void close() {
        Optional<ConnectionPool> opened;
        lock.lock();
        try {
            closed = true;
            opened = Optional.ofNullable(pool);
        } finally {
            lock.unlock();
        }
        opened.ifPresent(ConnectionPool::close);
    }

    private ConnectionPool pool() {
        lock.lock();
        try {
            if (pool == null) {
                pool = new ConnectionPool(settings);
                if (closed) {
                    pool.close();
                }
            }
            return pool;
        } finally {
            lock.unlock();
        }
    }

    /// Cancels the statement on the server. If it is committed nevertheless, its result is returned.
    private static CommandResult cancel(
            FutureTask<CommandResult> task, Thread worker, ConnectionUse use) {
        Thread.ofVirtual().name("postgres-cancel").start(use::cancel);
        try {
            return task.get(CANCEL_GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw toRuntimeException(e.getCause());
        } catch (TimeoutException | InterruptedException _) {
            worker.interrupt();
            return use.committed().orElseThrow(SqlFailureMapping::deadlineExceeded);
        }
    }

    private static RuntimeException toRuntimeException(Throwable thrown) {
        return switch (thrown) {
            case ConnectorException failure -> failure;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException("the statement failed unexpectedly", thrown);
        };
    }
}
