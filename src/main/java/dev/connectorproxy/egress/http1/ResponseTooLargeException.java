package dev.connectorproxy.egress.http1;

import java.io.IOException;

/// A response exceeded a size limit while it was read.
public final class ResponseTooLargeException extends IOException {
    ResponseTooLargeException(String what) {
        super(what);
    }
}
