package dev.connectorproxy.longrunning;

import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.longrunning.store.WorkLease;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingEgress;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An egress that checks the lease of a deferred call before the first request of its command: a process that was
/// paused between claiming the call and sending must not send. Thread-safe.
public final class LeaseCheckedEgress implements ForwardingEgress {
    private final Egress egress;
    private final Map<String, WorkLease> leases = new ConcurrentHashMap<>();

    public LeaseCheckedEgress(Egress egress) {
        this.egress = egress;
    }

    @Override
    public Egress egress() {
        return egress;
    }

    /// Called before the command of that invocation runs.
    public void begin(String id, WorkLease lease) {
        leases.put(id, lease);
    }

    /// Called after the command has returned.
    void end(String id) {
        leases.remove(id);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        call.idempotencyKey().ifPresent(this::checkLease);
        return egress.send(request, call);
    }

    private void checkLease(String id) {
        var lease = leases.remove(id);
        if (lease != null && !isHeld(lease)) {
            throw new ConnectorException(
                    ErrorCode.OUTCOME_UNKNOWN, "another process has taken over; nothing was sent");
        }
    }

    private static boolean isHeld(WorkLease lease) {
        try {
            return lease.isHeld();
        } catch (StoreException e) {
            throw new ConnectorException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "whether another process has taken over could not be found out; nothing was sent",
                    e);
        }
    }
}
