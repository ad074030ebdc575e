package dev.connectorproxy.server;

import io.helidon.http.HttpException;

/// A request's body is larger than its reader allows. If no handler catches it, the response is a 413 in JSON.
public final class PayloadTooLargeException extends HttpException {
    PayloadTooLargeException() {
        super(
                TransportFailure.BODY_TOO_LARGE.message(),
                TransportFailure.BODY_TOO_LARGE.status(),
                false);
    }
}
