package dev.connectorproxy.server;

import io.helidon.http.HttpException;

/// A request's body is longer than its reader allows. Unhandled, it is answered with 413 in JSON.
public final class PayloadTooLargeException extends HttpException {
    PayloadTooLargeException() {
        super(
                TransportFailure.BODY_TOO_LARGE.message(),
                TransportFailure.BODY_TOO_LARGE.status(),
                false);
    }
}
