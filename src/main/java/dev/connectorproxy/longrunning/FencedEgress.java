package dev.connectorproxy.longrunning;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// An egress that checks the lease of a deferred call before the first request of its command: a process that was
/// paused between claiming the call and sending must not send. Thread-safe.
public final class FencedEgress implements Egress {
    private final Egress egress;
    private final Map<String, Lease> begun = new ConcurrentHashMap<>();

    public FencedEgress(Egress egress) {
        this.egress = egress;
    }

    /// Called before the command of that invocation runs.
    void begin(String id, Lease lease) {
        begun.put(id, lease);
    }

    /// Called after the command has returned.
    void end(String id) {
        begun.remove(id);
    }

    @Override
    public HttpResponse send(HttpRequest request, Call call) {
        call.idempotencyKey().ifPresent(this::check);
        return egress.send(request, call);
    }

    @Override
    public List<InetSocketAddress> permit(String host, int port, Set<Integer> protocolPorts) {
        return egress.permit(host, port, protocolPorts);
    }

    private void check(String id) {
        var lease = begun.remove(id);
        if (lease != null && !holds(lease)) {
            throw new ConnectorException(
                    ErrorCode.OUTCOME_UNKNOWN, "another process has taken over; nothing was sent");
        }
    }

    private static boolean holds(Lease lease) {
        try {
            return lease.holds();
        } catch (StoreException e) {
            throw new ConnectorException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "whether another process has taken over could not be found out; nothing was sent",
                    e);
        }
    }
}
