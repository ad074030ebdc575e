package dev.connectorproxy.devserver.api;

import dev.connectorproxy.server.TransportFailure;
import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Optional;

/// Turns every failure on this listener into an error response, `{"code", "details", "message"}`, with `exception` where
/// the code of a provider failed.
public record DevErrorHandler(DevLog log) implements HttpFeature {
    private static final JsonProvider JSON = JsonProvider.provider();

    @Override
    public void setup(HttpRouting.Builder routing) {
        routing.error(DevServerException.class, (_, response, e) -> send(response, e))
                .error(HttpException.class, DevErrorHandler::handleHttpException)
                .error(Throwable.class, this::handleUnexpected);
    }

    /// The body of an error response for a failure that the listener detected, such as malformed HTTP.
    ///
    /// @param details empty for none
    public static byte[] toErrorBody(int status, String message, String details) {
        var text = status == 500 ? "internal error" : message;
        return JsonResponses.toBytes(
                body(toPaymentError(status), Optional.of(details).filter(it -> !it.isEmpty()), text)
                        .build());
    }

    static void send(ServerResponse response, DevServerException failure) {
        if (failure.status().code() == 503) {
            response.header(HeaderNames.RETRY_AFTER, "1");
        }
        JsonResponses.send(response, failure.status(), body(failure));
    }

    /// The body of an error response.
    public static JsonObject body(DevServerException failure) {
        var body = body(failure.error(), failure.details(), failure.getMessage());
        failure.exception().ifPresent(exception -> body.add("exception", exception));
        return body.build();
    }

    private static void handleHttpException(
            ServerRequest request, ServerResponse response, HttpException failure) {
        int status = failure.status().code();
        var message =
                status < 500
                        ? TransportFailure.MALFORMED.message()
                        : Status.INTERNAL_SERVER_ERROR_500.reasonPhrase();
        JsonResponses.send(
                response,
                failure.status(),
                body(toPaymentError(status), Optional.empty(), message).build());
    }

    private void handleUnexpected(
            ServerRequest request, ServerResponse response, Throwable thrown) {
        log.error("a request to the development server failed unexpectedly", thrown);
        JsonResponses.send(
                response,
                Status.INTERNAL_SERVER_ERROR_500,
                body(PaymentError.INTERNAL, Optional.empty(), "internal error").build());
    }

    private static PaymentError toPaymentError(int status) {
        return switch (status) {
            case 408 -> PaymentError.TIMEOUT;
            case 429 -> PaymentError.RATE_LIMITED;
            case 503 -> PaymentError.RETRY_LATER;
            default -> status < 500 ? PaymentError.INVALID_REQUEST : PaymentError.INTERNAL;
        };
    }

    private static JsonObjectBuilder body(
            PaymentError error, Optional<String> details, String message) {
        return JSON.createObjectBuilder()
                .add("code", error.protocolCode())
                .add("details", details.<JsonValue>map(JSON::createValue).orElse(JsonValue.NULL))
                .add("message", message);
    }
}
