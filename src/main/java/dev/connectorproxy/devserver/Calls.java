package dev.connectorproxy.devserver;

import dev.connectorproxy.server.Overtime;
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

/// Runs what providers do, each call on a virtual thread of its own with a deadline, so that one that hangs, throws an error
/// or returns nothing harms its call alone. A call that ignores its deadline keeps its place until it really ends, but never
/// its caller. Thread-safe.
final class Calls implements AutoCloseable {
    /// What the way out gets after the deadline, to tell the failure in its own words.
    private static final Duration LAST_WORD = Duration.ofMillis(250);

    private final Semaphore places;
    private final Duration timeout;
    private final boolean debug;
    private final DevLog log;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final Overtime overtime = new Overtime();

    /// @param most how many may be under way at once
    /// @param debug whether a caller is told what a provider's bug is
    Calls(int most, Duration timeout, boolean debug, DevLog log) {
        this.places = new Semaphore(most);
        this.timeout = timeout;
        this.debug = debug;
        this.log = log;
    }

    /// Who is asked, and for what.
    ///
    /// @param failed what is told when it fails: `fetch accounts failed`
    /// @param secrets which no message may tell
    record Task(String failed, Collection<String> secrets) {}

    /// What the provider answers.
    ///
    /// @throws DevFailure 400 when it refuses or its deadline passes, 500 when it has a bug, 503 when too many are under way
    <T> T run(Task task, Function<Call, T> work) {
        if (!places.tryAcquire()) {
            throw DevFailure.busy(task.failed(), "too many calls are under way; try again shortly");
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
            throw told(task, e.getCause());
        } catch (CancellationException _) {
            throw late(task, "no answer within " + timeout);
        } catch (InterruptedException _) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw DevFailure.busy(task.failed(), "the server is stopping");
        }
    }

    /// Interrupts whatever is under way.
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

    private DevFailure told(Task task, Throwable thrown) {
        return switch (thrown) {
            case DevFailure failure -> failure;
            case PaymentException failure -> refused(task, failure);
            case ConnectorException failure -> refused(task, PaymentException.of(failure));
            default -> {
                log.error(task.failed() + ": its provider has a bug", thrown);
                var details = debug ? String.valueOf(thrown) : "internal error";
                yield DevFailure.bug(task.failed(), Redacted.of(details, task.secrets()), thrown);
            }
        };
    }

    private static DevFailure refused(Task task, PaymentException failure) {
        return DevFailure.badRequest(
                task.failed(),
                Redacted.of(String.valueOf(failure.getMessage()), task.secrets()),
                failure.error());
    }

    private static DevFailure late(Task task, String why) {
        return DevFailure.badRequest(
                task.failed(), why + " (dev-server.fetch-timeout)", PaymentError.TIMEOUT);
    }
}
