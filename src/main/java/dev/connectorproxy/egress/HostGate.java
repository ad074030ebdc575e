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
final class HostGate {
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();
    private final int places;
    private final int waiting;
    private final long patience;

    HostGate(int permits, int maxWaiting, Duration maxWait) {
        this.places = permits;
        this.waiting = maxWaiting;
        this.patience = maxWait.toNanos();
    }

    /// Takes a permit, waiting for it if allowed. Closing the permit gives it back.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Pass enter(String origin, Duration left) throws InterruptedException {
        var host =
                hosts.compute(
                        origin, (_, known) -> (known == null ? new Host(places) : known).joined());
        boolean entered = false;
        try {
            entered = host.free.tryAcquire() || await(host, left);
        } finally {
            if (!entered) {
                leave(origin);
            }
        }
        if (!entered) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "too many requests to " + origin + " at once: try again later");
        }
        return () -> {
            host.free.release();
            leave(origin);
        };
    }

    /// How many origins are in use.
    int size() {
        return hosts.size();
    }

    private boolean await(Host host, Duration left) throws InterruptedException {
        // each user holds a permit or waits for one
        if (host.users - places > waiting) {
            return false;
        }
        return host.free.tryAcquire(Math.min(patience, left.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void leave(String origin) {
        hosts.computeIfPresent(origin, (_, host) -> host.left() ? null : host);
    }

    /// The permission to send one request to an origin.
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Host {
        private final Semaphore free;
        private volatile int users; // written only inside ConcurrentMap.compute

        Host(int permits) {
            this.free = new Semaphore(permits);
        }

        Host joined() {
            users = users + 1;
            return this;
        }

        boolean left() {
            users = users - 1;
            return users == 0;
        }
    }
}
