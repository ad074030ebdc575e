package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The limit on concurrent commands: a number of permits, and a short queue. Thread-safe.
final class ConcurrencyLimiter {
    private static final String SHUTTING_DOWN = "the proxy is shutting down";

    private final LimitSettings limits;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    ConcurrencyLimiter(LimitSettings limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.inFlight(), true);
    }

    /// Acquires a permit, to be returned with [#release()].
    ///
    /// @throws ConnectorException `ProxyOverloaded`: no permit within the maximum wait, the queue is full, or the
    ///     proxy is shutting down
    void acquire() {
        if (closed) {
            throw overloaded(SHUTTING_DOWN);
        }
        if (!permits.tryAcquire() && !acquireQueued()) {
            throw overloaded("%d commands are under way already".formatted(limits.inFlight()));
        }
        if (closed) {
            permits.release();
            throw overloaded(SHUTTING_DOWN);
        }
    }

    void release() {
        permits.release();
    }

    /// Refuses new commands.
    void close() {
        closed = true;
    }

    /// Waits until all permits are free.
    ///
    /// @return whether that happened within the timeout
    boolean awaitIdle(Duration timeout) {
        try {
            boolean empty =
                    permits.tryAcquire(limits.inFlight(), timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (empty) {
                permits.release(limits.inFlight());
            }
            return empty;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean acquireQueued() {
        if (waiting.incrementAndGet() > limits.waiting()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return permits.tryAcquire(limits.maxWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static ConnectorException overloaded(String why) {
        return new ConnectorException(ErrorCode.PROXY_OVERLOADED, why + "; try again shortly");
    }
}
