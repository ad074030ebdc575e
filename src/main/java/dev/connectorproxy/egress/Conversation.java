package dev.connectorproxy.egress;

import dev.connectorproxy.egress.WireFailure.Phase;
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
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;

/// One request and its response over one leased endpoint of the pool. Used once, by one thread.
final class Conversation {
    private static final int MOST_INTERIM = 20;
    private static final Duration BEYOND = Duration.ofMillis(50);

    private final Outgoing out;
    private final Call call;
    private final Ways.Way way;
    private final Duration connectTimeout;
    private final BodyReader body;
    private final ConnectionEndpoint endpoint;
    private Phase phase = Phase.CONNECT;
    private Duration reusable = Duration.ZERO;
    private long sent;
    private long received;

    Conversation(
            Outgoing request,
            Call call,
            Ways.Way route,
            ConnectionEndpoint endpoint,
            EgressSettings settings) {
        this.out = request;
        this.call = call;
        this.way = route;
        this.endpoint = endpoint;
        this.connectTimeout = settings.timeouts().connect();
        this.body =
                new BodyReader(
                        settings.bounds().responseBytes(), more -> received += more, call.memory());
    }

    /// Sends the request and reads the whole response. A pooled connection that turns out to be closed is replaced
    /// once: for any request when nothing has been sent yet, else only for an idempotent one, and only if no byte of a
    /// response has been received (RFC 9110, section 9.2.2).
    HttpResponse hold() throws IOException, HttpException {
        if (connected()) {
            var pooled = Connections.wire(endpoint);
            try {
                return exchange(pooled);
            } catch (IOException e) {
                if (!repeatable(pooled)) {
                    throw e;
                }
            }
            endpoint.close(CloseMode.IMMEDIATE);
            call.trail().attempt(out.target().origin());
        }
        connect();
        return exchange(Connections.wire(endpoint));
    }

    /// How far the exchange has come.
    Phase phase() {
        return phase;
    }

    /// How long the connection may stay in the pool; zero when it must be closed.
    Duration reusable() {
        return reusable;
    }

    /// Adds the bytes of both bodies, as transferred, to the call's trail.
    void note() {
        call.trail().bytes(sent, received);
    }

    private boolean connected() throws IOException {
        if (!endpoint.isConnected()) {
            return false;
        }
        if (Connections.wire(endpoint).silent()) {
            return true;
        }
        endpoint.close(CloseMode.IMMEDIATE);
        return false;
    }

    private boolean repeatable(Wire pooled) {
        return phase == Phase.HEAD
                && out.repeatable()
                && pooled.unanswered()
                && call.left().isPositive()
                && !Thread.currentThread().isInterrupted();
    }

    private void connect() throws IOException, HttpException {
        phase = Phase.CONNECT;
        // beyond the deadline, so that not the connect timeout but the watchdog ends it
        var left = call.left().plus(BEYOND);
        var timeout = left.compareTo(connectTimeout) < 0 ? left : connectTimeout;
        way.connections().connect(endpoint, timeout);
        if (way.route().isTunnelled()) {
            Tunnel.open(way, endpoint, timeout);
        }
    }

    private HttpResponse exchange(Wire connection) throws IOException, HttpException {
        phase = Phase.HEAD;
        var message = out.message(way.route().getTargetHost(), way.path(out.target()), call);
        if (!way.route().isTunnelled()) {
            way.proxy()
                    .flatMap(ProxyServer::authorization)
                    .ifPresent(value -> message.addHeader("Proxy-Authorization", value));
        }
        connection.begin();
        connection.sendRequestHeader(message);
        var sendFailure = sendEntity(connection, message);
        var response =
                sendFailure.isEmpty() ? head(connection) : early(connection, sendFailure.get());
        if (MessageSupport.canResponseHaveBody(out.method(), response)) {
            connection.receiveResponseEntity(response);
        }
        phase = Phase.BODY;
        var bytes = body.read(response);
        if (sendFailure.isEmpty() && connection.exhausted()) {
            reusable = KeepAlive.span(message, response);
        }
        return new HttpResponse(response.getCode(), headers(response), bytes);
    }

    /// Sends the body; returns the failure that interrupted it, if there was one.
    private Optional<IOException> sendEntity(Wire connection, ClassicHttpRequest message)
            throws HttpException {
        try {
            connection.sendRequestEntity(message);
            connection.flush();
            sent += out.body().map(bytes -> bytes.length).orElse(0);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /// The error response of a server that closed the connection without reading the whole body (RFC 9112, section
    /// 9.5). A 408 does not count: a server sends it when it closes an idle connection, not in response to this
    /// request.
    private static ClassicHttpResponse early(Wire connection, IOException sendFailure)
            throws IOException {
        try {
            var response = head(connection);
            if (response.getCode() >= 400 && response.getCode() != 408) {
                return response;
            }
        } catch (IOException | HttpException e) {
            sendFailure.addSuppressed(e);
        }
        throw sendFailure;
    }

    /// The head of the final response; interim (1xx) responses are skipped.
    static ClassicHttpResponse head(Wire connection) throws IOException, HttpException {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            var response = connection.receiveResponseHeader();
            if (response.getCode() >= 200) {
                return response;
            }
            if (response.getCode() == 101) {
                throw new ProtocolException("unexpected switch of protocols");
            }
        }
        throw new ProtocolException("too many interim responses");
    }

    private static List<Header> headers(ClassicHttpResponse response) {
        var headers = new ArrayList<Header>();
        for (var fields = response.headerIterator(); fields.hasNext(); ) {
            var field = fields.next();
            headers.add(new Header(field.getName(), field.getValue()));
        }
        return headers;
    }
}
