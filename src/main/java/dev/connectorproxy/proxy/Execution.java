package dev.connectorproxy.proxy;

import dev.connectorproxy.catalogue.Entry;
import dev.connectorproxy.catalogue.RemoteCommand;
import dev.connectorproxy.server.Overtime;
import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs commands within their bounds. Each runs on a virtual thread of its own, so that one that ignores its deadline keeps
/// its place until it really ends, but never its caller.
final class Execution {
    /// What the way out gets after the deadline, to tell the failure in its own words.
    private static final Duration LAST_WORD = Duration.ofMillis(250);

    private final InFlight inFlight;
    private final Overtime overtime = new Overtime();

    Execution(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /// @throws ConnectorException what the command threw, `ReadTimeout` at the deadline, `ProxyOverloaded`; anything that is
    ///     not a [ConnectorException] comes out as `INTERNAL_ERROR` with its cause
    CommandResult run(Entry entry, Arguments arguments, Call call) {
        return run(entry.id(), call, () -> entry.command().execute(arguments, call));
    }

    /// The same for a command that another proxy runs.
    RemoteCommand.Answer run(RemoteCommand command, RemoteCommand.Forwarded forwarded, Call call) {
        return run(command.id(), call, () -> command.execute(forwarded, call));
    }

    private <T> T run(String id, Call call, Callable<T> work) {
        return start(id, work).result(call.left());
    }

    /// Begins with a command that may be waited for more than once.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Started<CommandResult> start(Entry entry, Arguments arguments, Call call) {
        return start(entry.id(), () -> entry.command().execute(arguments, call));
    }

    /// The same for a command that another proxy runs.
    Started<RemoteCommand.Answer> start(
            RemoteCommand command, RemoteCommand.Forwarded forwarded, Call call) {
        return start(command.id(), () -> command.execute(forwarded, call));
    }

    private <T> Started<T> start(String id, Callable<T> work) {
        inFlight.enter();
        var task = new FutureTask<>(work);
        Thread.ofVirtual()
                .name(id)
                .start(() -> {
                    try {
                        task.run();
                    } finally {
                        inFlight.leave();
                    }
                });
        return new Started<>(task, overtime);
    }

    /// A command that runs.
    record Started<T>(FutureTask<T> task, Overtime overtime) {

        /// Whether it ends within that time, one way or the other.
        boolean ends(Duration patience) {
            try {
                task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
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

        /// What it hands back; if it does not within that time and a little more, it is told to stop.
        ///
        /// @throws ConnectorException as told above
        T result(Duration patience) {
            long end = System.nanoTime() + patience.plus(LAST_WORD).toNanos();
            try (var _ = overtime.watch(task, end)) {
                var result = task.get();
                return Optional.ofNullable(result)
                        .orElseThrow(
                                () -> told(new NullPointerException("a command handed back null")));
            } catch (ExecutionException e) {
                throw told(e.getCause());
            } catch (CancellationException | InterruptedException e) {
                task.cancel(true);
                throw new ConnectorException(
                        ErrorCode.READ_TIMEOUT, "the command did not end within its deadline", e);
            }
        }
    }

    /// Lets no further command begin.
    void close() {
        inFlight.close();
    }

    /// Waits until no command is under way.
    ///
    /// @return whether that came about in time
    boolean awaitIdle(Duration patience) {
        return inFlight.awaitEmpty(patience);
    }

    private static ConnectorException told(Throwable thrown) {
        return thrown instanceof ConnectorException failure
                ? failure
                : new ConnectorException(
                        ErrorCode.INTERNAL_ERROR,
                        "the command failed unexpectedly; the proxy's log has the details",
                        thrown);
    }
}
