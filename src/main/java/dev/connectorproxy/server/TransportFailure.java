package dev.connectorproxy.server;

import io.helidon.http.Status;

/// The failures that a listener responds to itself, with status, error code and message.
public enum TransportFailure {
    MALFORMED(Status.BAD_REQUEST_400, "InvalidRequest", "The request is malformed."),
    NOT_FOUND(Status.NOT_FOUND_404, "NotFound", "There is nothing at this path."),
    METHOD_NOT_ALLOWED(
            Status.METHOD_NOT_ALLOWED_405,
            "MethodNotAllowed",
            "This path does not answer that method; the header Allow lists those it does."),
    TOO_SLOW(Status.REQUEST_TIMEOUT_408, "RequestTimeout", "The request did not arrive in time."),
    BODY_TOO_LARGE(
            Status.REQUEST_ENTITY_TOO_LARGE_413,
            "RequestTooLarge",
            "The body of the request is too large."),
    LINE_TOO_LONG(
            Status.REQUEST_URI_TOO_LONG_414,
            "InvalidRequest",
            "The first line of the request is too long."),
    HEADERS_TOO_LARGE(
            Status.create(431, "Request Header Fields Too Large"),
            "InvalidRequest",
            "The headers of the request are too large."),
    INTERNAL(Status.INTERNAL_SERVER_ERROR_500, "INTERNAL_ERROR", "The proxy failed."),
    UNAVAILABLE(
            Status.SERVICE_UNAVAILABLE_503,
            "ProxyOverloaded",
            "The proxy cannot take more requests now.");

    private final Status status;
    private final String code;
    private final String message;

    TransportFailure(Status status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /// The status of the response, unless the server has chosen a more specific one.
    public Status status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// The message, a plain sentence.
    public String message() {
        return message;
    }

    /// The failure for a status that the server has chosen.
    static TransportFailure ofStatus(Status status) {
        for (var failure : values()) {
            if (failure.status.code() == status.code()) {
                return failure;
            }
        }
        return status.code() < 500 ? MALFORMED : INTERNAL;
    }

    byte[] body(ErrorBody errors) {
        return errors.toJson(status.code(), code, message);
    }
}
