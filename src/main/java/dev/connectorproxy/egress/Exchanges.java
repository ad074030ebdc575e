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

/// Sends a request once, within the limit of its host, and maps every failure to a [ConnectorException]. Thread-safe.
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

    /// The response, whatever its status.
    ///
    /// @throws InterruptedException when the call's deadline has passed or another thread has cancelled the call
    HttpResponse send(Outgoing request, Call call) throws InterruptedException {
        var origin = request.target().origin();
        try (var _ = gate.enter(origin, call.left())) {
            call.trail().attempt(origin);
            return overOneConnection(request, call);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || !call.left().isPositive()) {
                // the interruption or the deadline is the cause, whatever the exception says
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

    private HttpResponse overOneConnection(Outgoing request, Call call) throws InterruptedException {
        var route = ways.to(request.target());
        var endpoint = lease(route, request, call);
        var exchange = new Conversation(request, call, route, endpoint, settings);
        boolean completed = false;
        try {
            var response = exchange.hold();
            completed = true;
            return response;
        } catch (IOException e) {
            throw WireFailure.of(e, exchange.phase(), request.target().origin());
        } catch (HttpException e) {
            throw WireFailure.of(e, request.target().origin());
        } finally {
            exchange.note();
            if (!completed) {
                route.connections().abort(endpoint);
            } else if (exchange.reusable().isPositive()) {
                route.connections().keep(endpoint, exchange.reusable());
            } else {
                route.connections().close(endpoint);
            }
        }
    }

    private ConnectionEndpoint lease(Ways.Way route, Outgoing request, Call call)
            throws InterruptedException {
        var maxWait = settings.bounds().perHostWait();
        try {
            return route.connections().lease(route.route(), shorter(maxWait, call.left()));
        } catch (TimeoutException e) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections are in use, none is free for " + request.target().origin(),
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
