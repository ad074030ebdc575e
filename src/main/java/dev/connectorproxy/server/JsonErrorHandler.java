package dev.connectorproxy.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.nio.charset.StandardCharsets;

/// Responds in JSON to every failure outside the routes. The message of the server is dropped, because it quotes the
/// request.
record JsonErrorHandler(ErrorBody errors, Cors cors, int maxBodyBytes) implements DirectHandler {

    DirectHandlers toDirectHandlers() {
        var all = DirectHandlers.builder();
        for (var type : EventType.values()) {
            all.addHandler(type, this);
        }
        return all.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        var failure = TransportFailure.ofStatus(status);
        cors.allow(request.path(), request.headers(), headers);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .entity(errors.toJson(status.code(), failure.code(), message(failure)))
                .build();
    }

    private String message(TransportFailure failure) {
        return failure == TransportFailure.BODY_TOO_LARGE
                ? "The body of the request is larger than %d bytes. All of it counts, also what is dropped, such as spiff__task_data."
                        .formatted(maxBodyBytes)
                : failure.message();
    }

    /// The complete response to a request that arrives too slowly.
    byte[] timeoutResponse() {
        var failure = TransportFailure.TOO_SLOW;
        var body = failure.body(errors);
        return "HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(
                        failure.status().code(),
                        failure.status().reasonPhrase(),
                        body.length,
                        new String(body, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
