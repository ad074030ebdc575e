package dev.connectorproxy.egress;

import java.io.IOException;

/// A response exceeded a size limit while it was read.
final class ResponseTooLargeException extends IOException {
    ResponseTooLargeException(String what) {
        super(what);
    }
}
