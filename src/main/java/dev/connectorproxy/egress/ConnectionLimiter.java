package dev.connectorproxy.egress;

import dev.connectorproxy.egress.PerHostLimiter.Permit;
import dev.connectorproxy.limit.FairLimiter;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.RefusalCounts;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;

/// Shares the connections to all targets (`egress.connections`) among the callers. Thread-safe.
final class ConnectionLimiter implements LimitUsage {
    private final FairLimiter permits;
    private final Duration maxWait;
    private final RefusalCounts refusals = new RefusalCounts();

    ConnectionLimiter(EgressSettings.Limits limits, Shares shares) {
        this.permits = new FairLimiter(limits.connections(), shares);
        this.maxWait = limits.perHostWait();
    }

    /// Takes a permit for one connection, waiting for it if necessary. Closing the permit gives it back.
    ///
    /// @throws ConnectorException `ProxyOverloaded`
    Permit acquire(String origin, String caller, Duration left) throws InterruptedException {
        var wait = left.compareTo(maxWait) < 0 ? left : maxWait;
        if (!permits.tryAcquire(caller, 1) && !permits.acquire(caller, 1, wait)) {
            refusals.add(caller);
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections that this caller may have are in use, none is free for "
                            + origin);
        }
        return () -> permits.release(caller, 1);
    }

    @Override
    public long used(String caller) {
        return permits.used(caller);
    }

    @Override
    public long refusals(String caller) {
        return refusals.of(caller);
    }
}
