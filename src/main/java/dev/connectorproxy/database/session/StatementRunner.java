package dev.connectorproxy.database.session;

import dev.connectorproxy.database.statement.StatementFailure;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// Runs the statements of the commands of one connector, each on a thread of its own, so that the call can cancel the
/// statement on the server before its deadline instead of closing the connection. Thread-safe. The pool is made by the
/// first call.
public final class StatementRunner<C extends PooledConnection> implements AutoCloseable {
    private final String name;
    private final PoolLimits settings;
    private final Lock lock = new ReentrantLock();
    private ConnectionPool<C> pool; // guarded by lock, null before the first call
    private boolean closed; // guarded by lock

    /// @param name of the threads
    public StatementRunner(String name, PoolLimits settings) {
        this.name = name;
        this.settings = settings;
    }

    /// Runs a statement on a connection of that pool, or on a new one.
    ///
    /// @throws ConnectorException `ReadTimeout`, `ProxyOverloaded`, and what the statement fails with
    public CommandResult run(PoolKey key, StatementCall<C> statement, Call call) {
        var run = new PooledRun<>(pool(), key, statement, call);
        var task = new FutureTask<>(run::run);
        var worker = Thread.ofVirtual().name(name).start(task);
        try {
            return task.get(
                    Math.max(0, call.left().minus(Deadlines.CANCEL_MARGIN).toMillis()),
                    TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw toRuntimeException(e.getCause());
        } catch (TimeoutException _) {
            return cancel(task, worker, run);
        } catch (InterruptedException _) {
            var result = cancel(task, worker, run);
            Thread.currentThread().interrupt();
            return result;
        }
    }

    /// Closes the idle connections; those in use are closed when their calls end.
    @Override
    public void close() {
        Optional<ConnectionPool<C>> opened;
        lock.lock();
        try {
            closed = true;
            opened = Optional.ofNullable(pool);
        } finally {
            lock.unlock();
        }
        opened.ifPresent(ConnectionPool::close);
    }

    private ConnectionPool<C> pool() {
        lock.lock();
        try {
            if (pool == null) {
                pool = new ConnectionPool<>(settings);
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
    private CommandResult cancel(FutureTask<CommandResult> task, Thread worker, PooledRun<C> run) {
        Thread.ofVirtual().name(name + "-cancel").start(run::cancel);
        try {
            return task.get(Deadlines.CANCEL_GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw toRuntimeException(e.getCause());
        } catch (TimeoutException | InterruptedException _) {
            worker.interrupt();
            return run.committed().orElseThrow(StatementFailure::deadlineExceeded);
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
