package dev.connectorproxy.connector.postgres;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/// Where the commands have their statements run: each on a thread of its own, so that the call can cancel it on the server
/// when its time is up, in place of tearing the connection down. Thread-safe. The driver is first touched by the first call.
final class Database {
    /// What is left of a call's time when the server is asked to stop.
    private static final long MARGIN_MILLIS = 300;

    /// How long a cancelled statement may take to end.
    private static final long GRACE_MILLIS = 200;

    private final Egress egress;
    private final PostgresSettings settings;
    private final Pools pools;
    private final Trust trust;

    /// Where TLS gets its trust, asked when a connection needs it.
    interface Trust {
        /// The JDK's own.
        Trust JDK = SSLContext::getDefault;

        SSLContext context() throws NoSuchAlgorithmException;
    }

    Database(Egress egress, PostgresSettings settings) {
        this(egress, settings, Trust.JDK);
    }

    Database(Egress egress, PostgresSettings settings, Trust trust) {
        this.egress = egress;
        this.settings = settings;
        this.pools = new Pools(settings, System::nanoTime);
        this.trust = trust;
    }

    /// Runs a statement in a transaction of its own.
    ///
    /// @throws ConnectorException under psycopg's names; `EgressBlocked`, `ReadTimeout`, `ResponseTooLarge`, `ProxyOverloaded`
    CommandResult run(Target target, Work work, Call call) {
        var lease = new Lease(pools.of(PoolKey.of(target)), dialer(), target, call);
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

    /// Has the server stop. What ended at the last moment did end.
    private static CommandResult cancelled(
            FutureTask<CommandResult> task, Thread worker, Lease lease) {
        Thread.ofVirtual().name("postgres-cancel").start(lease::cancel);
        try {
            return task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        } catch (TimeoutException | InterruptedException _) {
            worker.interrupt();
            throw SqlFailure.late();
        }
    }

    private Dialer dialer() {
        try {
            return new Dialer(egress, settings, trust.context());
        } catch (NoSuchAlgorithmException e) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_CONFIGURED, "the JVM has no TLS trust to use", e);
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
