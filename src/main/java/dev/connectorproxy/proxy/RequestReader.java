package dev.connectorproxy.proxy;

import dev.connectorproxy.server.PayloadTooLargeException;
import dev.connectorproxy.server.RequestBody;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HttpMediaType;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.ServerRequest;

/// Reads the body of a call: JSON, which is also what a body without a Content-Type is taken for, or a form.
final class RequestReader {
    private final int limit;
    private final InvocationReader invocations;

    RequestReader(LimitSettings limits) {
        this.limit = limits.requestBytes();
        this.invocations = new InvocationReader(limits.jsonDepth());
    }

    /// What was read.
    ///
    /// @param length of the body in bytes
    record Read(Invocation invocation, long length) {}

    /// @throws ConnectorException `InvalidRequest`, `RequestTooLarge`
    Read read(ServerRequest request) {
        boolean form = isForm(request.headers());
        byte[] body = body(request);
        return new Read(form ? invocations.form(body) : invocations.json(body), body.length);
    }

    private byte[] body(ServerRequest request) {
        try {
            return RequestBody.read(request, limit);
        } catch (PayloadTooLargeException e) {
            throw new ConnectorException(
                    ErrorCode.REQUEST_TOO_LARGE,
                    "the request's body is larger than %d bytes".formatted(limit),
                    e);
        }
    }

    private static boolean isForm(ServerRequestHeaders headers) {
        return switch (mediaType(headers)) {
            case "application/json" -> false;
            case "application/x-www-form-urlencoded" -> true;
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_REQUEST.code(),
                            415,
                            "the Content-Type must be application/json");
        };
    }

    private static String mediaType(ServerRequestHeaders headers) {
        try {
            return headers.contentType()
                    .map(HttpMediaType::mediaType)
                    .map(it -> it.text())
                    .orElse("application/json");
        } catch (IllegalArgumentException _) {
            return "unreadable";
        }
    }
}
