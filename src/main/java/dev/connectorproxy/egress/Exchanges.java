package dev.connectorproxy.egress;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.HttpException;

/// Sends a request once, and turns whatever goes wrong into a [ConnectorException]. Thread-safe.
final class Exchanges implements AutoCloseable {
    private final EgressSettings settings;
    private final Ways ways;
    private final HostGate gate;

    Exchanges(EgressSettings settings, Guard guard) {
        var bounds = settings.bounds();
        this.settings = settings;
        this.ways = new Ways(settings, guard);
        this.gate = new HostGate(bounds.perHost(), bounds.perHostWaiting(), bounds.perHostWait());
    }

    /// The answer, whatever its status.
    ///
    /// @throws InterruptedException when the call's deadline has passed, or somebody else gave it up
    HttpResponse send(Outgoing out, Call call) throws InterruptedException {
        var origin = out.target().origin();
        try (var _ = gate.enter(origin, call.left())) {
            call.trail().attempt(origin);
            return overOneConnection(out, call);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || !call.left().isPositive()) {
                // whatever it says, it came of that
                throw interrupted(e);
            }
            throw e;
        }
    }

    /// How many connections are open: in use or idle.
    int openConnections() {
        return ways.open();
    }

    @Override
    public void close() {
        ways.close();
    }

    private HttpResponse overOneConnection(Outgoing out, Call call) throws InterruptedException {
        var way = ways.to(out.target());
        var endpoint = lease(way, out, call);
        var talk = new Conversation(out, call, way, endpoint, settings);
        boolean over = false;
        try {
            var answer = talk.hold();
            over = true;
            return answer;
        } catch (IOException e) {
            throw WireFailure.of(e, talk.phase(), out.target().origin());
        } catch (HttpException e) {
            throw WireFailure.of(e, out.target().origin());
        } finally {
            talk.note();
            if (!over) {
                way.connections().abort(endpoint);
            } else if (talk.reusable().isPositive()) {
                way.connections().keep(endpoint, talk.reusable());
            } else {
                way.connections().close(endpoint);
            }
        }
    }

    private ConnectionEndpoint lease(Ways.Way way, Outgoing out, Call call)
            throws InterruptedException {
        var patience = settings.bounds().perHostWait();
        try {
            return way.connections().lease(way.route(), shorter(patience, call.left()));
        } catch (TimeoutException e) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections are in use, none is free for " + out.target().origin(),
                    e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static InterruptedException interrupted(RuntimeException cause) {
        var interrupted = new InterruptedException("the call is over");
        interrupted.initCause(cause);
        return interrupted;
    }
}
