package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the statements of the commands, each on a thread of its own, so that the call can cancel the statement on the
/// server before its deadline instead of closing the connection. Thread-safe. The driver is loaded by the first call.
final class Database implements AutoCloseable {
    /// The time before the call's deadline at which the statement is cancelled.
    private static final long MARGIN_MILLIS = 300;

    /// How long to wait for the end of a cancelled statement.
    private static final long GRACE_MILLIS = 200;

    private final PostgresSettings settings;
    private final Pools pools;
    private final Egress egress;
    private final Trust trust;

    Database(Egress egress, PostgresSettings settings) {
        this(egress, settings, Trust.JDK);
    }

    Database(Egress egress, PostgresSettings settings, Trust trust) {
        this.settings = settings;
        this.pools = new Pools(settings, System::nanoTime);
        this.egress = egress;
        this.trust = trust;
    }

    /// Runs a statement in a transaction of its own.
    ///
    /// @throws ConnectorException with psycopg's exception names; `EgressBlocked`, `ReadTimeout`, `ResponseTooLarge`,
    ///     `ProxyOverloaded`
    CommandResult run(Target target, Work statement, Call call) {
        // created here, so that the driver is not loaded at start
        var factory = new Dialer(egress, settings, trust);
        var use = new Lease(pools.of(PoolKey.of(target)), factory, target, call);
        var task = new FutureTask<CommandResult>(() -> use.run(statement, settings));
        var worker = Thread.ofVirtual().name("postgres").start(task);
        try {
            return task.get(
                    Math.max(0, call.left().toMillis() - MARGIN_MILLIS), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        } catch (TimeoutException _) {
            return cancelled(task, worker, use);
        } catch (InterruptedException _) {
            var result = cancelled(task, worker, use);
            Thread.currentThread().interrupt();
            return result;
        }
    }

    /// Closes the idle connections; those in use are closed when their calls end.
    @Override
    public void close() {
        pools.close();
    }

    /// Cancels the statement on the server. If it is committed nevertheless, its result is returned.
    private static CommandResult cancelled(
            FutureTask<CommandResult> task, Thread worker, Lease use) {
        Thread.ofVirtual().name("postgres-cancel").start(use::cancel);
        try {
            return task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        } catch (TimeoutException | InterruptedException _) {
            worker.interrupt();
            return use.committed().orElseThrow(SqlFailure::late);
        }
    }

    private static RuntimeException told(Throwable thrown) {
        return switch (thrown) {
            case ConnectorException failure -> failure;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException("the statement failed unexpectedly", thrown);
        };
    }
}
