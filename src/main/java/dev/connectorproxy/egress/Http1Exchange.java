package dev.connectorproxy.egress;

import dev.connectorproxy.deadline.GracePeriod;
import dev.connectorproxy.egress.UpstreamFailures.Phase;
import dev.connectorproxy.egress.connect.HttpConnectionPool;
import dev.connectorproxy.egress.connect.ProxyServer;
import dev.connectorproxy.egress.connect.RoutePlanner;
import dev.connectorproxy.egress.connect.Tunnel;
import dev.connectorproxy.egress.http1.Http1ClientConnection;
import dev.connectorproxy.egress.http1.KeepAlivePolicy;
import dev.connectorproxy.egress.http1.ResponseBodyReader;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.HttpRequest.Header;
import dev.connectorproxy.spi.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;

/// One request and its response over one leased endpoint of the pool. Used once, by one thread.
final class Http1Exchange {
    private final PreparedRequest request;
    private final Call call;
    private final RoutePlanner.Route route;
    private final Duration connectTimeout;
    private final ResponseBodyReader bodyReader;
    private final ConnectionEndpoint endpoint;
    private Phase phase = Phase.CONNECT;
    private Duration keepAlive = Duration.ZERO;
    private long sentBytes;
    private long receivedBytes;

    Http1Exchange(
            PreparedRequest request,
            Call call,
            RoutePlanner.Route route,
            ConnectionEndpoint endpoint,
            EgressSettings settings) {
        this.request = request;
        this.call = call;
        this.route = route;
        this.endpoint = endpoint;
        this.connectTimeout = settings.timeouts().connect();
        this.bodyReader =
                new ResponseBodyReader(
                        settings.limits().responseBytes(),
                        more -> receivedBytes += more,
                        call.memory());
    }

    /// Sends the request and reads the whole response. A pooled connection that turns out to be closed is replaced
    /// once: for any request when nothing has been sent yet, else only for an idempotent one, and only if no byte of a
    /// response has been received (RFC 9110, section 9.2.2).
    HttpResponse execute() throws IOException, HttpException {
        if (isReusable()) {
            var pooled = HttpConnectionPool.connectionOf(endpoint);
            try {
                return exchange(pooled);
            } catch (IOException e) {
                if (!mayRepeat(pooled)) {
                    throw e;
                }
            }
            endpoint.close(CloseMode.IMMEDIATE);
            call.trail().attempt(request.target().origin());
        }
        connect();
        return exchange(HttpConnectionPool.connectionOf(endpoint));
    }

    Phase phase() {
        return phase;
    }

    /// How long the connection may stay in the pool; zero when it must be closed.
    Duration keepAlive() {
        return keepAlive;
    }

    /// Adds the bytes of both bodies, as transferred, to the call's trail.
    void recordBytes() {
        call.trail().bytes(sentBytes, receivedBytes);
    }

    private boolean isReusable() throws IOException {
        if (!endpoint.isConnected()) {
            return false;
        }
        if (HttpConnectionPool.connectionOf(endpoint).isOpenAndQuiet()) {
            return true;
        }
        endpoint.close(CloseMode.IMMEDIATE);
        return false;
    }

    private boolean mayRepeat(Http1ClientConnection pooled) {
        return phase == Phase.HEAD
                && request.isIdempotent()
                && pooled.hasReceivedNothing()
                && call.left().isPositive()
                && !Thread.currentThread().isInterrupted();
    }

    private void connect() throws IOException, HttpException {
        phase = Phase.CONNECT;
        var left = call.left().plus(GracePeriod.CONNECT.duration());
        var timeout = left.compareTo(connectTimeout) < 0 ? left : connectTimeout;
        route.pool().connect(endpoint, route.certificate(), timeout);
        if (route.httpRoute().isTunnelled()) {
            Tunnel.open(route, endpoint, timeout);
        }
    }

    private HttpResponse exchange(Http1ClientConnection connection)
            throws IOException, HttpException {
        phase = Phase.HEAD;
        var message =
                request.toMessage(
                        route.httpRoute().getTargetHost(),
                        route.requestTarget(request.target()),
                        call);
        if (!route.httpRoute().isTunnelled()) {
            route.proxy()
                    .flatMap(ProxyServer::authorization)
                    .ifPresent(value -> message.addHeader("Proxy-Authorization", value));
        }
        connection.beginExchange();
        connection.sendRequestHeader(message);
        var sendFailure = sendEntity(connection, message);
        var response =
                sendFailure.isEmpty()
                        ? connection.receiveHead()
                        : receiveEarlyResponse(connection, sendFailure.get());
        if (MessageSupport.canResponseHaveBody(request.method(), response)) {
            connection.receiveResponseEntity(response);
        }
        phase = Phase.BODY;
        var bytes = bodyReader.read(response);
        if (sendFailure.isEmpty() && connection.isBufferEmpty()) {
            keepAlive = KeepAlivePolicy.keepAlive(message, response);
        }
        return new HttpResponse(response.getCode(), toHeaders(response), bytes);
    }

    /// Sends the body; returns the failure that interrupted it, if there was one.
    private Optional<IOException> sendEntity(
            Http1ClientConnection connection, ClassicHttpRequest message) throws HttpException {
        try {
            connection.sendRequestEntity(message);
            connection.flush();
            sentBytes += request.body().map(bytes -> bytes.length).orElse(0);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /// The error response of a server that closed the connection without reading the whole body (RFC 9112, section
    /// 9.5). A 408 does not count: a server sends it when it closes an idle connection, not in response to this
    /// request.
    private static ClassicHttpResponse receiveEarlyResponse(
            Http1ClientConnection connection, IOException sendFailure) throws IOException {
        try {
            var response = connection.receiveHead();
            if (response.getCode() >= 400 && response.getCode() != 408) {
                return response;
            }
        } catch (IOException | HttpException e) {
            sendFailure.addSuppressed(e);
        }
        throw sendFailure;
    }

    private static List<Header> toHeaders(ClassicHttpResponse response) {
        var headers = new ArrayList<Header>();
        for (var fields = response.headerIterator(); fields.hasNext(); ) {
            var field = fields.next();
            headers.add(new Header(field.getName(), field.getValue()));
        }
        return headers;
    }
}
