package dev.connectorproxy.proxy;

import dev.connectorproxy.server.RequestBody;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.time.Duration;
import java.util.Optional;

/// Reads the body of a call: JSON, which is also what a body without a Content-Type is taken for, or a form.
final class RequestReader {
    private final RequestBody bodies;
    private final InvocationReader invocations;

    RequestReader(LimitSettings limits, Duration bodyTimeout) {
        this.bodies = new RequestBody(limits.requestBytes(), bodyTimeout);
        this.invocations = new InvocationReader(limits.jsonDepth());
    }

    /// What was read.
    ///
    /// @param length of the body in bytes
    record Read(Invocation invocation, long length) {}

    /// @throws ConnectorException `InvalidRequest`
    Read read(ServerRequest request) {
        boolean form = isForm(request);
        byte[] body = bodies.read(request);
        return new Read(form ? invocations.form(body) : invocations.json(body), body.length);
    }

    private static boolean isForm(ServerRequest request) {
        return switch (mediaType(request).orElse("application/json")) {
            case "application/json" -> false;
            case "application/x-www-form-urlencoded" -> true;
            default ->
                    throw new ConnectorException(
                            ErrorCode.INVALID_REQUEST.code(),
                            415,
                            "the Content-Type must be application/json");
        };
    }

    private static Optional<String> mediaType(ServerRequest request) {
        try {
            return request.headers().contentType().map(HttpMediaType::mediaType).map(it -> it.text());
        } catch (IllegalArgumentException _) {
            return Optional.of("unreadable");
        }
    }
}
