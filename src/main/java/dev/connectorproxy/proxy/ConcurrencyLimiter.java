package dev.connectorproxy.proxy;

import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.QueuedLimiter;
import dev.connectorproxy.limit.RefusalCounts;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;

/// The limit on concurrent commands, shared by the callers, with a short queue. Thread-safe.
final class ConcurrencyLimiter implements LimitUsage {
    private static final String SHUTTING_DOWN = "the proxy is shutting down";

    private final LimitSettings limits;
    private final QueuedLimiter permits;
    private final RefusalCounts refusals = new RefusalCounts();
    private volatile boolean closed;

    ConcurrencyLimiter(LimitSettings limits, Shares shares) {
        this.limits = limits;
        this.permits =
                new QueuedLimiter(limits.inFlight(), limits.waiting(), limits.maxWait(), shares);
    }

    /// Acquires a permit, to be returned with [#release].
    ///
    /// @throws ConnectorException `ProxyOverloaded`: no permit within the maximum wait, the queue is full, or the
    ///     proxy is shutting down
    void acquire(String caller) {
        if (closed) {
            throw overloaded(SHUTTING_DOWN);
        }
        if (!tryAcquire(caller)) {
            refusals.add(caller);
            throw overloaded(
                    "as many commands are under way already as this caller may run (limits.in-flight, %d for all)"
                            .formatted(limits.inFlight()));
        }
        if (closed) {
            permits.release(caller);
            throw overloaded(SHUTTING_DOWN);
        }
    }

    void release(String caller) {
        permits.release(caller);
    }

    @Override
    public long used(String caller) {
        return permits.used(caller);
    }

    @Override
    public long refusals(String caller) {
        return refusals.of(caller);
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
            return permits.awaitIdle(timeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean tryAcquire(String caller) {
        try {
            return permits.acquire(caller, limits.maxWait());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ConnectorException overloaded(String why) {
        return new ConnectorException(ErrorCode.PROXY_OVERLOADED, why + "; try again shortly");
    }
}
