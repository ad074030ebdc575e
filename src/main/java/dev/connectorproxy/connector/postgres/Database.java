package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Where the commands have their statements run: each on a thread of its own, so that the call can cancel it on the server
/// when its time is up, in place of tearing the connection down. Thread-safe. The driver is first touched by the first call.
final class Database implements AutoCloseable {
    /// What is left of a call's time when the server is asked to stop.
    private static final long MARGIN_MILLIS = 300;

    /// How long a cancelled statement may take to end.
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
    /// @throws ConnectorException under psycopg's names; `EgressBlocked`, `ReadTimeout`, `ResponseTooLarge`, `ProxyOverloaded`
    CommandResult run(Target target, Work work, Call call) {
        var dialer = new Dialer(egress, settings, trust); // here, so that it is not loaded at start
        var lease = new Lease(pools.of(PoolKey.of(target)), dialer, target, call);
        var task = new FutureTask<CommandResult>(() -> lease.run(work, settings));
        var worker = Thread.ofVirtual().name("postgres").start(task);
        try {
            return task.get(
                    Math.max(0, call.left().toMillis() - MARGIN_MILLIS), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        } catch (TimeoutException _) {
            return cancelled(task, worker, lease);
        } catch (InterruptedException _) {
            var late = cancelled(task, worker, lease);
            Thread.currentThread().interrupt();
            return late;
        }
    }

    /// Closes the idle connections; those in use are closed when their calls end.
    @Override
    public void close() {
        pools.close();
    }

    /// Has the server stop. What was committed at the last moment is told as such.
    private static CommandResult cancelled(
            FutureTask<CommandResult> task, Thread worker, Lease lease) {
        Thread.ofVirtual().name("postgres-cancel").start(lease::cancel);
        try {
            return task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        } catch (TimeoutException | InterruptedException _) {
            worker.interrupt();
            return lease.committed().orElseThrow(SqlFailure::late);
        }
    }

    private static RuntimeException told(Throwable thrown) {
        return switch (thrown) {
            case ConnectorException failure -> failure;
            case RuntimeException fault -> fault;
            default -> new IllegalStateException("the statement failed unexpectedly", thrown);
        };
    }
}
