package dev.connectorproxy.egress;

import dev.connectorproxy.egress.http1.HeaderRules;
import dev.connectorproxy.egress.target.RedirectRule;
import dev.connectorproxy.egress.target.TargetUrl;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.HttpRequest;
import dev.connectorproxy.spi.HttpRequest.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// A request that is ready to be sent: its target has passed the [EgressPolicy], its header fields the [HeaderRules].
record PreparedRequest(
        TargetUrl target, String method, List<Header> headers, Optional<byte[]> body) {
    private static final String USER_AGENT = "connector-proxy";

    /// Checks method, header fields and size of the body.
    ///
    /// @throws ConnectorException `InvalidParameters`, `RequestTooLarge`
    static PreparedRequest of(HttpRequest request, TargetUrl target, int maxBytes) {
        if (!HeaderRules.isToken(request.method()) || request.method().equals("CONNECT")) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "not a method that can be sent");
        }
        if (request.body().map(bytes -> bytes.length).orElse(0) > maxBytes) {
            throw new ConnectorException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the body for " + target.origin() + " is larger than " + maxBytes + " bytes");
        }
        int hosts = 0;
        for (var header : request.headers()) {
            hosts += HeaderRules.check(header).equals("host") ? 1 : 0;
        }
        if (hosts > 1) {
            throw new ConnectorException(
                    ErrorCode.INVALID_PARAMETERS, "header Host is given twice");
        }
        return new PreparedRequest(target, request.method(), request.headers(), request.body());
    }

    /// This request with those of the header fields that it does not have yet.
    PreparedRequest withAbsent(Map<String, String> fields) {
        if (fields.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(headers);
        fields.forEach((name, value) -> {
            if (headers.stream().noneMatch(field -> hasName(field, name))) {
                all.add(new Header(name, value));
            }
        });
        return new PreparedRequest(target, method, List.copyOf(all), body);
    }

    /// Whether the request may be sent again when its outcome is unknown.
    boolean isIdempotent() {
        return RetryExecutor.isIdempotent(method);
    }

    /// The request that a redirect asks for.
    ///
    /// @param next already checked by the policy
    /// @throws ConnectorException `EgressBlocked`: it would send a secret where that is forbidden
    PreparedRequest redirected(int status, TargetUrl next, Call.SecretPolicy secrets) {
        var nextMethod = RedirectRule.nextMethod(status, method);
        boolean dropsBody = !nextMethod.equals(method) && nextMethod.equals("GET");
        boolean crossOrigin = !RedirectRule.keepsCredentials(target, next);
        var kept =
                headers.stream()
                        .filter(field -> !(dropsBody && describesBody(field)))
                        .filter(field -> !(crossOrigin && isBoundToOrigin(field)))
                        .filter(field ->
                                describesBody(field) || !isForbidden(field, next.origin(), secrets))
                        .toList();
        var redirected =
                new PreparedRequest(next, nextMethod, kept, dropsBody ? Optional.empty() : body);
        redirected.requireNoForbiddenSecret(secrets);
        return redirected;
    }

    /// The request with the cookies of a redirect, after those of its own.
    PreparedRequest withCookies(String cookies) {
        var own = headers.stream().filter(header -> hasName(header, "Cookie")).map(Header::value);
        var all = Stream.concat(own, Stream.of(cookies)).collect(Collectors.joining("; "));
        var others = headers.stream().filter(header -> !hasName(header, "Cookie"));
        return new PreparedRequest(
                target,
                method,
                Stream.concat(others, Stream.of(new Header("Cookie", all))).toList(),
                body);
    }

    /// @throws ConnectorException `EgressBlocked`: the request has a secret that must not be sent to its target
    void requireNoForbiddenSecret(Call.SecretPolicy secrets) {
        var origin = target.origin();
        if (secrets.forbids(origin, target.host())
                || secrets.forbids(origin, target.target())
                || headers.stream().anyMatch(field -> isForbidden(field, origin, secrets))
                || body.isPresent() && secrets.forbids(origin, body.get())) {
            throw new ConnectorException(
                    ErrorCode.EGRESS_BLOCKED,
                    "a secret of this call would be sent to %s, which is neither the first origin of the call nor one that secrets.origins names for it"
                            .formatted(origin));
        }
    }

    /// The HTTP message: default fields that the caller has not set, then the caller's fields in their order.
    ///
    /// @param path the request target, written unchanged
    BasicClassicHttpRequest toMessage(HttpHost host, String path, Call call) {
        var message = new BasicClassicHttpRequest(method, host, path);
        addIfAbsent(message, "Host", target.authority());
        addIfAbsent(message, "Accept", "*/*");
        addIfAbsent(message, "Accept-Encoding", "gzip, deflate");
        addIfAbsent(message, "User-Agent", USER_AGENT);
        for (var header : headers) {
            if (isSuppressed(header)) {
                continue;
            }
            if (!hasName(header, "Connection")) {
                message.addHeader(header.name(), header.value());
            } else if (HeaderRules.isClose(header)) {
                message.addHeader("Connection", "close");
            }
        }
        if (call.requestIdGiven() && HeaderRules.isValue(call.requestId())) {
            addIfAbsent(message, "X-Request-Id", call.requestId());
        }
        call.traceparent()
                .filter(HeaderRules::isValue)
                .ifPresent(value -> addIfAbsent(message, "traceparent", value));
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

    private void addIfAbsent(BasicClassicHttpRequest message, String name, String value) {
        for (var header : headers) {
            if (hasName(header, name)) {
                return;
            }
        }
        message.addHeader(name, value);
    }

    /// Whether the field is an empty `Accept`, which only suppresses the default one.
    private static boolean isSuppressed(Header header) {
        return header.value().isEmpty() && hasName(header, "Accept");
    }

    private static boolean isForbidden(Header field, String origin, Call.SecretPolicy secrets) {
        return secrets.forbids(origin, field.value()) || secrets.forbids(origin, field.name());
    }

    private static boolean describesBody(Header header) {
        return header.name().regionMatches(true, 0, "Content-", 0, 8);
    }

    private static boolean isBoundToOrigin(Header header) {
        return hasName(header, "Host") || RedirectRule.isCredential(header.name());
    }

    private static boolean hasName(Header header, String name) {
        return header.name().equalsIgnoreCase(name);
    }
}
