package dev.connectorproxy.egress;

import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.QueuedLimiter;
import dev.connectorproxy.limit.RefusalCounts;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Limits the concurrent requests per origin, so that one target that hangs cannot use up all connections, and shares
/// those of each origin among the callers. When the limit is reached, a few callers wait for a limited time and the
/// others fail at once. Unused origins take no memory. Thread-safe.
final class PerHostLimiter implements LimitUsage {
    private final ConcurrentMap<String, HostState> hosts = new ConcurrentHashMap<>();
    private final EgressSettings.Limits limits;
    private final Shares shares;
    private final RefusalCounts refusals = new RefusalCounts();

    PerHostLimiter(EgressSettings.Limits limits, Shares shares) {
        this.limits = limits;
        this.shares = shares;
    }

    /// Takes a permit, waiting for it if allowed. Closing the permit gives it back.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Permit acquire(String origin, String caller, Duration left) throws InterruptedException {
        var host =
                hosts.compute(
                        origin, (_, known) -> (known == null ? new HostState() : known).addUser());
        boolean entered = false;
        try {
            entered = host.permits.acquire(caller, left);
        } finally {
            if (!entered) {
                release(origin);
            }
        }
        if (!entered) {
            refusals.add(caller);
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "too many requests to " + origin + " at once: try again later");
        }
        return () -> {
            host.permits.release(caller);
            release(origin);
        };
    }

    /// How many origins are in use.
    int size() {
        return hosts.size();
    }

    /// The requests of the caller to all origins.
    @Override
    public long used(String caller) {
        return hosts.values().stream().mapToLong(host -> host.permits.used(caller)).sum();
    }

    @Override
    public long refusals(String caller) {
        return refusals.of(caller);
    }

    private void release(String origin) {
        hosts.computeIfPresent(origin, (_, host) -> host.removeUser() ? null : host);
    }

    interface Permit extends AutoCloseable {
        @Override
        void close();
    }

    private final class HostState {
        private final QueuedLimiter permits =
                new QueuedLimiter(
                        limits.perHost(), limits.perHostWaiting(), limits.perHostWait(), shares);
        private int users; // used only inside ConcurrentMap.compute

        HostState addUser() {
            users++;
            return this;
        }

        boolean removeUser() {
            return --users == 0;
        }
    }
}
