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

/// One request and its answer over one place in the pool. Used once, by one thread.
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
            Outgoing out,
            Call call,
            Ways.Way way,
            ConnectionEndpoint endpoint,
            EgressSettings settings) {
        this.out = out;
        this.call = call;
        this.way = way;
        this.endpoint = endpoint;
        this.connectTimeout = settings.timeouts().connect();
        this.body =
                new BodyReader(
                        settings.bounds().responseBytes(), more -> received += more, call.memory());
    }

    /// Sends the request and reads the answer to its end. A connection that died in the pool is replaced once: before
    /// anything was sent for every request, afterwards only for one that may be repeated and of whose answer nothing came.
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

    /// How far it came.
    Phase phase() {
        return phase;
    }

    /// How long the connection may wait for another request; zero when it is of no further use.
    Duration reusable() {
        return reusable;
    }

    /// Notes the octets of bodies on the wire.
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
        // a little beyond the deadline, so that what ends there is told as what it is
        var left = call.left().plus(BEYOND);
        var timeout = left.compareTo(connectTimeout) < 0 ? left : connectTimeout;
        way.connections().connect(endpoint, timeout);
        if (way.route().isTunnelled()) {
            Tunnel.open(way, endpoint, timeout);
        }
    }

    private HttpResponse exchange(Wire wire) throws IOException, HttpException {
        phase = Phase.HEAD;
        var request = out.message(way.route().getTargetHost(), way.path(out.target()), call);
        if (!way.route().isTunnelled()) {
            way.proxy()
                    .flatMap(ProxyServer::authorization)
                    .ifPresent(it -> request.addHeader("Proxy-Authorization", it));
        }
        wire.begin();
        wire.sendRequestHeader(request);
        var brokenOff = sendEntity(wire, request);
        var answer = brokenOff.isEmpty() ? head(wire) : early(wire, brokenOff.get());
        if (MessageSupport.canResponseHaveBody(out.method(), answer)) {
            wire.receiveResponseEntity(answer);
        }
        phase = Phase.BODY;
        var bytes = body.read(answer);
        if (brokenOff.isEmpty() && wire.exhausted()) {
            reusable = KeepAlive.span(request, answer);
        }
        return new HttpResponse(answer.getCode(), headers(answer), bytes);
    }

    /// Why the body could not be sent to its end, if so.
    private Optional<IOException> sendEntity(Wire wire, ClassicHttpRequest request)
            throws HttpException {
        try {
            wire.sendRequestEntity(request);
            wire.flush();
            sent += out.body().map(it -> it.length).orElse(0);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /// The refusal of a server that did not want the body, and hung up on it (RFC 9112, section 9.5). A 408 is the end of a
    /// connection that was idle too long, and no answer to this request.
    private static ClassicHttpResponse early(Wire wire, IOException brokenOff) throws IOException {
        try {
            var answer = head(wire);
            if (answer.getCode() >= 400 && answer.getCode() != 408) {
                return answer;
            }
        } catch (IOException | HttpException e) {
            brokenOff.addSuppressed(e);
        }
        throw brokenOff;
    }

    /// The head of the final answer; what comes before it is of no interest.
    static ClassicHttpResponse head(Wire wire) throws IOException, HttpException {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            var answer = wire.receiveResponseHeader();
            if (answer.getCode() >= 200) {
                return answer;
            }
            if (answer.getCode() == 101) {
                throw new ProtocolException("nobody asked for another protocol");
            }
        }
        throw new ProtocolException("no end of interim answers");
    }

    private static List<Header> headers(ClassicHttpResponse answer) {
        var headers = new ArrayList<Header>();
        for (var it = answer.headerIterator(); it.hasNext(); ) {
            var field = it.next();
            headers.add(new Header(field.getName(), field.getValue()));
        }
        return headers;
    }
}
