package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Invocable;
import dev.connectorproxy.catalogue.Invocation;
import dev.connectorproxy.catalogue.InvocationResult;
import dev.connectorproxy.deadline.BoundedTask;
import dev.connectorproxy.deadline.GracePeriod;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.server.HangupDetector;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ComputePool;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Runs commands within the concurrency limit, each on its own virtual thread. A command that ignores its deadline
/// keeps its permit until it ends, but its caller does not wait for it.
final class CommandExecutor {
    private final ConcurrencyLimiter limiter;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean cutOff;

    CommandExecutor(ConcurrencyLimiter limiter) {
        this.limiter = limiter;
    }

    ConcurrencyLimiter limiter() {
        return limiter;
    }

    /// @throws ConnectorException thrown by the command, `ReadTimeout` at the deadline, or `ProxyOverloaded`; any
    ///     other exception becomes `InternalError` with its cause
    InvocationResult run(Invocable command, Invocation invocation, Call call) {
        return start(command, invocation, call).result(call.left());
    }

    /// As [#run(Invocable, Invocation, Call)], for a caller who waits for the result.
    ///
    /// @throws ConnectorException as there; `CallerGone` if the caller hung up and the command was interrupted
    InvocationResult run(
            Invocable command, Invocation invocation, Call call, HangupDetector caller) {
        return start(command, invocation, call).result(call.left(), caller);
    }

    /// Starts a command whose result may be awaited more than once.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Started start(Invocable command, Invocation invocation, Call call) {
        var caller = call.caller().orElse(Shares.ANONYMOUS);
        limiter.acquire(caller);
        var id = command.id().toString();
        return new Started(
                this,
                BoundedTask.start(
                        task -> newThread(id, caller, task),
                        () -> command.invoke(invocation, call)));
    }

    private Thread newThread(String id, String caller, Runnable task) {
        return Thread.ofVirtual()
                .name(id)
                .unstarted(() -> {
                    try {
                        running.add(Thread.currentThread());
                        ComputePool.runFor(caller, task);
                    } finally {
                        running.remove(Thread.currentThread());
                        limiter.release(caller);
                    }
                });
    }

    /// A running command.
    record Started(CommandExecutor executor, BoundedTask<InvocationResult> task) {

        /// Whether the command ends within the timeout, normally or with a failure, or its caller has hung up.
        boolean endsWithin(Duration timeout, HangupDetector caller) {
            try (var _ = caller.watch(this::cancel)) {
                return task.endsWithin(timeout) || caller.isHungUp();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /// Interrupts the command, whose result is no longer needed.
        void cancel() {
            task.cancel();
        }

        /// The result for a caller who waits for it. If the caller hangs up, the command is interrupted.
        ///
        /// @throws ConnectorException as for [#result(Duration)]; `CallerGone`
        InvocationResult result(Duration timeout, HangupDetector caller) {
            try (var _ = caller.watch(this::cancel)) {
                return result(timeout);
            } catch (ConnectorException e) {
                throw caller.isHungUp() && !executor.cutOff
                        ? new ConnectorException(
                                ErrorCode.CALLER_GONE,
                                "the caller hung up while the command was running",
                                e)
                        : e;
            }
        }

        /// The result. If there is none within the timeout and a grace period, the command is interrupted.
        ///
        /// @throws ConnectorException as for [#run]; `ProxyStopped` if the command was cut off
        InvocationResult result(Duration timeout) {
            try {
                return task.await(GracePeriod.CALLER.after(System.nanoTime() + timeout.toNanos()));
            } catch (ExecutionException e) {
                throw executor.cutOff ? stopped(e) : toConnectorException(e.getCause());
            } catch (TimeoutException | InterruptedException e) {
                throw executor.cutOff
                        ? stopped(e)
                        : new ConnectorException(
                                ErrorCode.READ_TIMEOUT,
                                "the command did not end within its deadline",
                                e);
            }
        }
    }

    /// Interrupts all running commands. Their callers learn that the process has ended, not what that did to a connection.
    void cutOff() {
        cutOff = true;
        running.forEach(Thread::interrupt);
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

    private static ConnectorException stopped(Exception cause) {
        return new ConnectorException(
                ErrorCode.PROXY_STOPPED,
                "the proxy was stopped while the command was running; it may have taken effect",
                cause);
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
