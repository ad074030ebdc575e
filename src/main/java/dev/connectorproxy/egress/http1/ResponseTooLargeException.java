package dev.connectorproxy.egress.http1;

import java.io.IOException;

/// A response exceeded a size limit while it was read.
public final class ResponseTooLargeException extends IOException {
    /// @param what exceeds its limit; shown to the caller
    ResponseTooLargeException(String what) {
        super(what);
    }

    /// @param maxBytes by the settings
    static ResponseTooLargeException ofBody(long maxBytes) {
        return new ResponseTooLargeException(
                "more than %d bytes (egress.response-bytes)".formatted(maxBytes));
    }
}
