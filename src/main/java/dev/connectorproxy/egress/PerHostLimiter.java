package dev.connectorproxy.egress;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Limits the concurrent requests per origin, so that one target that hangs cannot use up all connections. When the
/// limit is reached, a few callers wait for a limited time and the others fail at once. Unused origins take no memory.
/// Thread-safe.
final class PerHostLimiter {
    private final ConcurrentMap<String, HostState> hosts = new ConcurrentHashMap<>();
    private final int permits;
    private final int maxWaiting;
    private final long maxWaitNanos;

    PerHostLimiter(int permits, int maxWaiting, Duration maxWait) {
        this.permits = permits;
        this.maxWaiting = maxWaiting;
        this.maxWaitNanos = maxWait.toNanos();
    }

    /// Takes a permit, waiting for it if allowed. Closing the permit gives it back.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Permit acquire(String origin, Duration left) throws InterruptedException {
        var host =
                hosts.compute(
                        origin,
                        (_, known) -> (known == null ? new HostState(permits) : known).addUser());
        boolean entered = false;
        try {
            entered = host.available.tryAcquire() || await(host, left);
        } finally {
            if (!entered) {
                release(origin);
            }
        }
        if (!entered) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "too many requests to " + origin + " at once: try again later");
        }
        return () -> {
            host.available.release();
            release(origin);
        };
    }

    /// How many origins are in use.
    int size() {
        return hosts.size();
    }

    private boolean await(HostState host, Duration left) throws InterruptedException {
        // each user holds a permit or waits for one
        if (host.users - permits > maxWaiting) {
            return false;
        }
        return host.available.tryAcquire(
                Math.min(maxWaitNanos, left.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void release(String origin) {
        hosts.computeIfPresent(origin, (_, host) -> host.removeUser() ? null : host);
    }

    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private static final class HostState {
        private final Semaphore available;
        private volatile int users; // written only inside ConcurrentMap.compute

        HostState(int permits) {
            this.available = new Semaphore(permits);
        }

        HostState addUser() {
            users = users + 1;
            return this;
        }

        boolean removeUser() {
            users = users - 1;
            return users == 0;
        }
    }
}
