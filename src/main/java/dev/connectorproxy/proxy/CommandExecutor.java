package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.Invocation;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.server.TaskDeadlines;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs commands within the concurrency limit, each on its own virtual thread. A command that ignores its deadline
/// keeps its permit until it ends, but its caller does not wait for it.
final class CommandExecutor {
    /// Extra time after the deadline in which egress can report its own, more exact failure.
    private static final Duration EGRESS_GRACE = Duration.ofMillis(250);

    private final ConcurrencyLimiter limiter;
    private final TaskDeadlines watchdog = new TaskDeadlines();

    CommandExecutor(ConcurrencyLimiter inFlight) {
        this.limiter = inFlight;
    }

    /// @throws ConnectorException thrown by the command, `ReadTimeout` at the deadline, or `ProxyOverloaded`; any
    ///     other exception becomes `InternalError` with its cause
    InvocationResult run(Invocable command, Invocation invocation, Call call) {
        return start(command, invocation, call).result(call.left());
    }

    /// Starts a command whose result may be awaited more than once.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Started<InvocationResult> start(Invocable command, Invocation invocation, Call call) {
        return start(command.id().toString(), () -> command.invoke(invocation, call));
    }

    private <T> Started<T> start(String id, Callable<T> work) {
        limiter.acquire();
        var task = new FutureTask<>(work);
        Thread.ofVirtual()
                .name(id)
                .start(() -> {
                    try {
                        task.run();
                    } finally {
                        limiter.release();
                    }
                });
        return new Started<>(task, watchdog);
    }

    /// A running command.
    record Started<T>(FutureTask<T> task, TaskDeadlines watchdog) {

        /// Whether the command ends within the timeout, normally or with a failure.
        boolean endsWithin(Duration timeout) {
            try {
                task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (ExecutionException _) {
                return true;
            } catch (TimeoutException _) {
                return false;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /// The result. If there is none within the timeout and a grace period, the command is interrupted.
        ///
        /// @throws ConnectorException as for [#run]
        T result(Duration timeout) {
            long end = System.nanoTime() + timeout.plus(EGRESS_GRACE).toNanos();
            try (var _ = watchdog.watch(task, end)) {
                return task.get();
            } catch (ExecutionException e) {
                throw toConnectorException(e.getCause());
            } catch (CancellationException | InterruptedException e) {
                task.cancel(true);
                throw new ConnectorException(
                        ErrorCode.READ_TIMEOUT, "the command did not end within its deadline", e);
            }
        }
    }

    /// Refuses new commands.
    void close() {
        limiter.close();
    }

    /// Waits until no command is running.
    ///
    /// @return whether that happened within the timeout
    boolean awaitIdle(Duration timeout) {
        return limiter.awaitIdle(timeout);
    }

    private static ConnectorException toConnectorException(Throwable thrown) {
        return thrown instanceof ConnectorException failure
                ? failure
                : new ConnectorException(
                        ErrorCode.INTERNAL_ERROR,
                        "the command failed unexpectedly; the proxy's log has the details",
                        thrown);
    }
}
