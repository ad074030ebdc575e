package dev.connectorproxy.egress;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// A request that may go out: its target passed the guard's reading, its header fields the rules.
record Outgoing(TargetUrl target, String method, List<Header> headers, Optional<byte[]> body) {
    private static final String USER_AGENT = "connector-proxy";

    /// @throws ConnectorException `InvalidParameters`, `RequestTooLarge`
    static Outgoing of(HttpRequest request, TargetUrl target, int mostBytes) {
        if (!HeaderRules.isToken(request.method()) || request.method().equals("CONNECT")) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "not a method that can be sent");
        }
        if (request.body().map(it -> it.length).orElse(0) > mostBytes) {
            throw new ConnectorException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the body for " + target.origin() + " is larger than " + mostBytes + " bytes");
        }
        int hosts = 0;
        for (var header : request.headers()) {
            hosts += HeaderRules.admit(header).equals("host") ? 1 : 0;
        }
        if (hosts > 1) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "header Host is given twice");
        }
        return new Outgoing(target, request.method(), request.headers(), request.body());
    }

    /// Whether the request may be sent again when nobody knows what became of it (RFC 9110, section 9.2.2).
    boolean repeatable() {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE" -> true;
            default -> false;
        };
    }

    /// Whether the sender wants the connection closed afterwards.
    boolean closes() {
        return headers.stream().anyMatch(it -> is(it, "Connection") && HeaderRules.closes(it));
    }

    /// The request that a redirect asks for.
    ///
    /// @param next already allowed by the guard
    Outgoing redirected(int status, TargetUrl next) {
        var again = RedirectRule.method(status, method);
        boolean bare = !again.equals(method) && again.equals("GET");
        boolean stranger = !RedirectRule.sameOrigin(target, next);
        var kept =
                headers.stream()
                        .filter(it -> !(bare && it.name().regionMatches(true, 0, "Content-", 0, 8)))
                        .filter(it -> !(stranger && secret(it)))
                        .toList();
        return new Outgoing(next, again, kept, bare ? Optional.empty() : body);
    }

    /// The message as it goes over the wire: our fields first, unless the sender set them, then the sender's in order.
    ///
    /// @param path the request target, written unchanged
    BasicClassicHttpRequest message(HttpHost host, String path, Call call) {
        var message = new BasicClassicHttpRequest(method, host, path);
        addUnlessGiven(message, "Host", target.authority());
        addUnlessGiven(message, "Accept", "*/*");
        addUnlessGiven(message, "Accept-Encoding", "gzip, deflate");
        addUnlessGiven(message, "User-Agent", USER_AGENT);
        for (var header : headers) {
            if (suppresses(header)) {
                continue;
            }
            if (!is(header, "Connection")) {
                message.addHeader(header.name(), header.value());
            } else if (HeaderRules.closes(header)) {
                message.addHeader("Connection", "close");
            }
        }
        if (call.requestIdGiven() && HeaderRules.isValue(call.requestId())) {
            addUnlessGiven(message, "X-Request-Id", call.requestId());
        }
        call.traceparent()
                .filter(HeaderRules::isValue)
                .ifPresent(it -> addUnlessGiven(message, "traceparent", it));
        addBody(message);
        return message;
    }

    private void addBody(BasicClassicHttpRequest message) {
        if (body.isPresent()) {
            message.addHeader("Content-Length", Integer.toString(body.get().length));
            message.setEntity(new ByteArrayEntity(body.get(), null));
        } else if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            message.addHeader("Content-Length", "0");
        }
    }

    private void addUnlessGiven(BasicClassicHttpRequest message, String name, String value) {
        for (var header : headers) {
            if (is(header, name)) {
                return;
            }
        }
        message.addHeader(name, value);
    }

    /// Whether the field only says that ours shall be left out.
    private static boolean suppresses(Header header) {
        return header.value().isEmpty() && is(header, "Accept");
    }

    private static boolean secret(Header header) {
        return is(header, "Host") || RedirectRule.credential(header.name());
    }

    private static boolean is(Header header, String name) {
        return header.name().equalsIgnoreCase(name);
    }
}
