package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The bound on commands under way: a number of places, and a short queue in front of them. Thread-safe.
final class InFlight {
    private static final String SHUTTING_DOWN = "the proxy is shutting down";

    private final LimitSettings limits;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    InFlight(LimitSettings limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.inFlight(), true);
    }

    /// Takes a place, which must be given back with [#leave()].
    ///
    /// @throws ConnectorException `ProxyOverloaded`: none came free in time, too many wait, or the proxy shuts down
    void enter() {
        if (closed) {
            throw overloaded(SHUTTING_DOWN);
        }
        if (!places.tryAcquire() && !queue()) {
            throw overloaded("%d commands are under way already".formatted(limits.inFlight()));
        }
        if (closed) {
            places.release();
            throw overloaded(SHUTTING_DOWN);
        }
    }

    void leave() {
        places.release();
    }

    /// Lets nobody in any more.
    void close() {
        closed = true;
    }

    /// Waits until nobody is left.
    ///
    /// @return whether that came about in time
    boolean awaitEmpty(Duration patience) {
        try {
            boolean empty =
                    places.tryAcquire(limits.inFlight(), patience.toNanos(), TimeUnit.NANOSECONDS);
            if (empty) {
                places.release(limits.inFlight());
            }
            return empty;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean queue() {
        if (waiting.incrementAndGet() > limits.waiting()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
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
