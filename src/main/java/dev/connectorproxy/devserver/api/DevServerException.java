package dev.connectorproxy.devserver.api;

import dev.connectorproxy.spi.payment.PaymentError;
import io.helidon.http.Status;
import jakarta.json.JsonObject;
import java.util.Optional;

/// A failure with the status and the fields of its error response, `{"code", "details", "message"}`.
public final class DevServerException extends RuntimeException {
    public static final String INVALID_BODY = "invalid JSON body";

    private final Status status;
    private final transient Optional<String> details;
    private final PaymentError error;
    private transient Optional<JsonObject> exception = Optional.empty(); // set before it is thrown

    private DevServerException(
            Status status, String message, Optional<String> details, PaymentError error) {
        this.status = status;
        this.details = details;
        this.error = error;
        super(message);
    }

    /// 400 without details.
    public static DevServerException badRequest(String message) {
        return new DevServerException(
                Status.BAD_REQUEST_400, message, Optional.empty(), PaymentError.INVALID_REQUEST);
    }

    /// 400 with details.
    public static DevServerException badRequest(String message, String details) {
        return badRequest(message, details, PaymentError.INVALID_REQUEST);
    }

    /// 400 with details and an error code.
    public static DevServerException badRequest(
            String message, String details, PaymentError error) {
        return new DevServerException(Status.BAD_REQUEST_400, message, Optional.of(details), error);
    }

    /// 404 without details.
    public static DevServerException notFound(String message) {
        return new DevServerException(
                Status.NOT_FOUND_404, message, Optional.empty(), PaymentError.INVALID_REQUEST);
    }

    /// 404 with details.
    public static DevServerException notFound(String message, String details) {
        return new DevServerException(
                Status.NOT_FOUND_404, message, Optional.of(details), PaymentError.INVALID_REQUEST);
    }

    /// 409 without details.
    public static DevServerException conflict(String message, PaymentError error) {
        return new DevServerException(Status.CONFLICT_409, message, Optional.empty(), error);
    }

    /// 409 with details.
    public static DevServerException conflict(String message, String details, PaymentError error) {
        return new DevServerException(Status.CONFLICT_409, message, Optional.of(details), error);
    }

    /// 401 for a request whose key is missing or wrong.
    public static DevServerException unauthorized(String message, String details) {
        return new DevServerException(
                Status.UNAUTHORIZED_401,
                message,
                Optional.of(details),
                PaymentError.INVALID_REQUEST);
    }

    /// 413 for a request body that is too large.
    static DevServerException tooLarge(String details) {
        return new DevServerException(
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                "the body is too large",
                Optional.of(details),
                PaymentError.INVALID_REQUEST);
    }

    /// 503 for a valid request that may succeed later.
    public static DevServerException busy(String message, String details) {
        return new DevServerException(
                Status.SERVICE_UNAVAILABLE_503,
                message,
                Optional.of(details),
                PaymentError.RETRY_LATER);
    }

    /// 500 for a bug of this program or of a provider.
    public static DevServerException bug(String message, String details, Throwable cause) {
        var bug =
                new DevServerException(
                        Status.INTERNAL_SERVER_ERROR_500,
                        message,
                        Optional.of(details),
                        PaymentError.INTERNAL);
        bug.initCause(cause);
        return bug;
    }

    /// The same failure with what the code of a provider threw, or where it hung, for its author.
    ///
    /// @param report in which secrets are masked
    public DevServerException withException(JsonObject report) {
        exception = Optional.of(report);
        return this;
    }

    /// For the author of a provider: what its code threw, or where it hung.
    public Optional<JsonObject> exception() {
        return exception;
    }

    public Status status() {
        return status;
    }

    public Optional<String> details() {
        return details;
    }

    public PaymentError error() {
        return error;
    }
}
