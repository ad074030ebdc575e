package dev.connectorproxy.egress;

import dev.connectorproxy.egress.connect.RoutePlanner;
import dev.connectorproxy.egress.target.EgressPolicy;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.HttpException;

/// Sends a request once, within the limit of its host, and maps every failure to a [ConnectorException]. Thread-safe.
final class ExchangeSender implements AutoCloseable {
    private final EgressSettings settings;
    private final RoutePlanner routePlanner;
    private final PerHostLimiter limiter;
    private final ConnectionLimiter connections;
    private final ExchangeListener listener;

    /// @param shares how the callers share the limits
    ExchangeSender(
            EgressSettings settings, EgressPolicy guard, Shares shares, ExchangeListener listener) {
        this.listener = listener;
        this.settings = settings;
        this.routePlanner =
                new RoutePlanner(settings.pool(), settings.proxy(), settings.tls(), guard);
        this.limiter = new PerHostLimiter(settings.limits(), shares);
        this.connections = new ConnectionLimiter(settings.limits(), shares);
    }

    /// The response, whatever its status.
    ///
    /// @throws InterruptedException when the call's deadline has passed or another thread has cancelled the call
    HttpResponse send(PreparedRequest request, Call call) throws InterruptedException {
        var origin = request.target().origin();
        var caller = call.caller().orElse(Shares.ANONYMOUS);
        try (var _ = limiter.acquire(origin, caller, call.left());
                var _ = connections.acquire(origin, caller, call.left())) {
            call.trail().attempt(origin);
            return sendMeasured(request, call);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || !call.left().isPositive()) {
                // the interruption or the deadline is the cause, whatever the exception says
                throw interrupted(e);
            }
            throw e;
        }
    }

    /// What each caller uses, by the name of the limit.
    Map<String, LimitUsage> usage() {
        return Map.of("per-host", limiter, "connections", connections);
    }

    @Override
    public void close() {
        routePlanner.close();
    }

    private HttpResponse sendMeasured(PreparedRequest request, Call call)
            throws InterruptedException {
        long begin = System.nanoTime();
        int status = 0;
        try {
            var response = sendOnce(request, call);
            status = response.status();
            return response;
        } finally {
            listener.ended(request.target().host(), status, System.nanoTime() - begin);
        }
    }

    private HttpResponse sendOnce(PreparedRequest request, Call call) throws InterruptedException {
        var route = routePlanner.plan(request.target(), call.authorization());
        var endpoint = lease(route, request, call);
        var exchange = new Http1Exchange(request, call, route, endpoint, settings);
        boolean completed = false;
        try {
            var response = exchange.execute();
            completed = true;
            return response;
        } catch (IOException e) {
            throw UpstreamFailures.toException(e, exchange.phase(), request.target().origin());
        } catch (HttpException e) {
            throw UpstreamFailures.toException(e, request.target().origin());
        } finally {
            exchange.recordBytes();
            if (!completed) {
                route.pool().abort(endpoint);
            } else if (exchange.keepAlive().isPositive()) {
                route.pool().releaseForReuse(endpoint, route.certificate(), exchange.keepAlive());
            } else {
                route.pool().close(endpoint);
            }
        }
    }

    private ConnectionEndpoint lease(RoutePlanner.Route route, PreparedRequest request, Call call)
            throws InterruptedException {
        var maxWait = settings.limits().perHostWait();
        try {
            return route.pool()
                    .lease(route.httpRoute(), route.certificate(), shorter(maxWait, call.left()));
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
