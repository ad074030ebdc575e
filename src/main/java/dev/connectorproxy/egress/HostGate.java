package dev.connectorproxy.egress;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The places per target host, so that one dead target cannot starve the others: a few callers wait for a while, the rest
/// is refused at once. A host that nobody uses takes no memory. Thread-safe.
final class HostGate {
    private final ConcurrentMap<String, Host> hosts = new ConcurrentHashMap<>();
    private final int places;
    private final int waiting;
    private final long patience;

    HostGate(int places, int waiting, Duration patience) {
        this.places = places;
        this.waiting = waiting;
        this.patience = patience.toNanos();
    }

    /// Waits for a place, which is free again once the pass is closed.
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

    /// How many hosts take memory.
    int size() {
        return hosts.size();
    }

    private boolean await(Host host, Duration left) throws InterruptedException {
        // those who are in take a place each, whoever is beyond them waits
        if (host.users - places > waiting) {
            return false;
        }
        return host.free.tryAcquire(Math.min(patience, left.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void leave(String origin) {
        hosts.computeIfPresent(origin, (_, host) -> host.left() ? null : host);
    }

    /// A place at a host.
    interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Host {
        private final Semaphore free;
        private volatile int users; // written under the map's lock on this entry

        Host(int places) {
            this.free = new Semaphore(places);
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
