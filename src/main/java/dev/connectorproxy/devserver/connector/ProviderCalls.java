package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.deadline.BoundedTask;
import dev.connectorproxy.deadline.GracePeriod;
import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.secrets.SecretMask;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.payment.PaymentError;
import dev.connectorproxy.spi.payment.PaymentException;
import dev.connectorproxy.toolkit.Redaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Runs the calls of providers, each on its own virtual thread and with a deadline, so that a call that hangs, throws
/// or returns `null` affects no other call. A call that ignores its deadline keeps its permit until it ends, but its
/// caller does not wait for it. Thread-safe.
public final class ProviderCalls implements AutoCloseable {
    private static final int MAX_DETAIL_LENGTH = 2_000;

    private final Semaphore permits;
    private final Duration timeout;
    private final boolean debug;
    private final DevLog log;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Thread, CallTrace> workers = new ConcurrentHashMap<>();
    private final CallListener listener;

    /// @param maxConcurrent how many calls may run at once
    /// @param debug whether responses quote the exception when a provider has a bug
    public ProviderCalls(int maxConcurrent, Duration timeout, boolean debug, DevLog log) {
        this(maxConcurrent, timeout, debug, log, CallListener.NONE);
    }

    /// @param listener receives the end of each call
    public ProviderCalls(
            int maxConcurrent, Duration timeout, boolean debug, DevLog log, CallListener listener) {
        this.listener = listener;
        this.permits = new Semaphore(maxConcurrent);
        this.timeout = timeout;
        this.debug = debug;
        this.log = log;
    }

    /// What a provider is called for, and how failures are reported.
    ///
    /// @param failureMessage the `message` of the error response, such as `fetch accounts failed`
    /// @param mask masks what must not appear in any message
    public record Operation(CallCause cause, String failureMessage, SecretMask mask) {
        private static final Redaction LINE = Redaction.of(List.of(), MAX_DETAIL_LENGTH);

        /// @param operation such as `install`, for which the failure message is `install failed`
        public static Operation of(ConnectorInstance instance, String operation) {
            return new Operation(
                    new CallCause(instance.id(), operation),
                    operation + " failed",
                    instance.mask());
        }

        public String detail(String text) {
            return LINE.of(mask.text(text));
        }
    }

    /// Runs a call, whose trail is a [CallTrace], and returns its result.
    ///
    /// @throws DevServerException 400 when the provider fails or its deadline passes, 500 when it has a bug, 503 when
    ///     too many calls are running
    public <T> T run(Operation operation, Function<Call, T> work) {
        if (!permits.tryAcquire()) {
            throw DevServerException.busy(
                    operation.failureMessage(), "too many calls are under way; try again shortly");
        }
        var trace = new CallTrace(numbers.incrementAndGet(), operation.cause());
        long begin = System.nanoTime();
        try {
            var result = run(operation, trace, work);
            ended(operation, trace, begin, Optional.empty());
            return result;
        } catch (DevServerException e) {
            ended(operation, trace, begin, Optional.of(e));
            throw e;
        }
    }

    private void ended(
            Operation operation,
            CallTrace trace,
            long begin,
            Optional<DevServerException> failure) {
        var time = Duration.ofNanos(System.nanoTime() - begin);
        listener.ended(new CallListener.EndedCall(trace, operation, time, failure));
    }

    private <T> T run(Operation operation, CallTrace trace, Function<Call, T> work) {
        var call = Call.ofProxy(timeout).with(trace);
        var task =
                BoundedTask.start(
                        code -> newWorker(code, trace),
                        () ->
                                Optional.ofNullable(work.apply(call))
                                        .orElseThrow(() ->
                                                new IllegalStateException(
                                                        "the provider returned null")));
        var stack = new AtomicReference<>(new StackTraceElement[0]);
        try {
            return task.await(GracePeriod.CALLER.after(call.deadline()), stack::set);
        } catch (ExecutionException e) {
            throw toException(operation, trace, e.getCause());
        } catch (TimeoutException _) {
            throw toTimeout(operation, trace, stack.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw DevServerException.busy(operation.failureMessage(), "the server is stopping");
        }
    }

    /// Interrupts all running calls.
    @Override
    public void close() {
        workers.keySet().forEach(Thread::interrupt);
    }

    private Thread newWorker(Runnable work, CallTrace trace) {
        var worker =
                Thread.ofVirtual()
                        .name("payment-provider")
                        .unstarted(() -> {
                            try {
                                work.run();
                            } finally {
                                workers.remove(Thread.currentThread());
                                permits.release();
                            }
                        });
        workers.put(worker, trace);
        return worker;
    }

    /// Passes on that a provider has logged a line, with the call that runs on this thread.
    void logged(String connectorId, String message) {
        var trace = Optional.ofNullable(workers.get(Thread.currentThread()));
        listener.logged(connectorId, trace.map(CallTrace::number).orElse(0L), message);
    }

    /// The threads of the calls that are running.
    public Set<Thread> running() {
        return Set.copyOf(workers.keySet());
    }

    private DevServerException toException(Operation operation, CallTrace trace, Throwable thrown) {
        return switch (thrown) {
            case DevServerException failure -> failure;
            case PaymentException failure -> toProviderFailure(operation, trace, failure);
            case ConnectorException failure ->
                    toProviderFailure(operation, trace, PaymentException.of(failure));
            default -> toBug(operation, trace, thrown);
        };
    }

    private DevServerException toBug(Operation operation, CallTrace trace, Throwable thrown) {
        var report = ExceptionReport.of(thrown, operation.mask());
        var line = operation.failureMessage() + ": its provider has a bug";
        log.providerFailure(debug ? line + ": " + report.line() : line, report.trace(debug));
        var bug =
                DevServerException.bug(
                        operation.failureMessage(),
                        debug ? report.summary() : "internal error",
                        report.thrown());
        return debug ? bug.withException(report.json(trace)) : bug;
    }

    /// @param stack of the call at its deadline
    private DevServerException toTimeout(
            Operation operation, CallTrace trace, StackTraceElement[] stack) {
        var hung = new TimeoutException("no answer within " + timeout);
        hung.setStackTrace(stack);
        var report = ExceptionReport.of(hung, operation.mask());
        log.providerFailure(
                "%s: %s".formatted(operation.failureMessage(), hung.getMessage()),
                report.trace(debug));
        var failure =
                DevServerException.badRequest(
                        operation.failureMessage(),
                        hung.getMessage() + " (dev-server.fetch-timeout)",
                        PaymentError.TIMEOUT);
        return debug ? failure.withException(report.json(trace)) : failure;
    }

    private DevServerException toProviderFailure(
            Operation operation, CallTrace trace, PaymentException failure) {
        var response =
                DevServerException.badRequest(
                        operation.failureMessage(),
                        operation.detail(String.valueOf(failure.getMessage())),
                        failure.error());
        boolean explained = failure.error() == PaymentError.TIMEOUT || failure.getCause() != null;
        // the stack of an egress failure shows which line of the provider waited for it
        var thrown = failure.getCause() instanceof ConnectorException egress ? egress : failure;
        return debug && explained
                ? response.withException(ExceptionReport.of(thrown, operation.mask()).json(trace))
                : response;
    }
}
