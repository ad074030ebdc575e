package dev.connectorproxy.devserver;

import dev.connectorproxy.server.TaskDeadlines;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Runs the calls of providers, each on its own virtual thread and with a deadline, so that a call that hangs, throws
/// or returns `null` affects no other call. A call that ignores its deadline keeps its permit until it ends, but its
/// caller does not wait for it. Thread-safe.
final class Calls implements AutoCloseable {
    /// Time after the deadline in which the egress can still report its own timeout, which is more precise.
    private static final Duration LAST_WORD = Duration.ofMillis(250);

    private final Semaphore places;
    private final Duration timeout;
    private final boolean debug;
    private final DevLog log;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final TaskDeadlines overtime = new TaskDeadlines();

    /// @param maxConcurrent how many calls may run at once
    /// @param debug whether responses quote the exception when a provider has a bug
    Calls(int maxConcurrent, Duration timeout, boolean debug, DevLog log) {
        this.places = new Semaphore(maxConcurrent);
        this.timeout = timeout;
        this.debug = debug;
        this.log = log;
    }

    /// What a provider is called for.
    ///
    /// @param failureMessage the `message` of the error response, such as `fetch accounts failed`
    /// @param secrets texts that must not appear in any message
    record Task(String failed, Collection<String> secrets) {}

    /// Runs a call and returns its result.
    ///
    /// @throws DevServerException 400 when the provider fails or its deadline passes, 500 when it has a bug, 503 when
    ///     too many calls are running
    <T> T run(Task operation, Function<Call, T> work) {
        if (!places.tryAcquire()) {
            throw DevFailure.busy(
                    operation.failed(), "too many calls are under way; try again shortly");
        }
        var call =
                new Call(
                        UUID.randomUUID().toString(),
                        false,
                        Optional.empty(),
                        System.nanoTime() + timeout.toNanos(),
                        Call.Trail.NONE);
        var future =
                new FutureTask<>(() ->
                        Optional.ofNullable(work.apply(call))
                                .orElseThrow(() ->
                                        new IllegalStateException("the provider returned null")));
        start(future);
        long end = System.nanoTime() + timeout.plus(LAST_WORD).toNanos();
        try (var _ = overtime.watch(future, end)) {
            return future.get();
        } catch (ExecutionException e) {
            throw told(operation, e.getCause());
        } catch (CancellationException _) {
            throw late(operation, "no answer within " + timeout);
        } catch (InterruptedException _) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw DevFailure.busy(operation.failed(), "the server is stopping");
        }
    }

    /// Interrupts all running calls.
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
    }

    private void start(Runnable work) {
        var worker =
                Thread.ofVirtual()
                        .name("payment-provider")
                        .unstarted(() -> {
                            try {
                                work.run();
                            } finally {
                                workers.remove(Thread.currentThread());
                                places.release();
                            }
                        });
        workers.add(worker);
        worker.start();
    }

    private DevFailure told(Task operation, Throwable thrown) {
        return switch (thrown) {
            case DevFailure failure -> failure;
            case PaymentException failure -> refused(operation, failure);
            case ConnectorException failure -> refused(operation, PaymentException.of(failure));
            default -> {
                log.error(operation.failed() + ": its provider has a bug", thrown);
                var details = debug ? String.valueOf(thrown) : "internal error";
                yield DevFailure.bug(
                        operation.failed(), Redacted.of(details, operation.secrets()), thrown);
            }
        };
    }

    private static DevFailure refused(Task operation, PaymentException failure) {
        return DevFailure.badRequest(
                operation.failed(),
                Redacted.of(String.valueOf(failure.getMessage()), operation.secrets()),
                failure.error());
    }

    private static DevFailure late(Task operation, String why) {
        return DevFailure.badRequest(
                operation.failed(), why + " (dev-server.fetch-timeout)", PaymentError.TIMEOUT);
    }
}
