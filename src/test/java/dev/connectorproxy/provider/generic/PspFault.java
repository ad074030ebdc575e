package dev.connectorproxy.provider.generic;

import java.time.Duration;
import java.util.Optional;

/// What goes wrong with one request to a [GenericPsp].
public sealed interface PspFault {

    /// An error with the contract's body.
    record Status(int status, Optional<String> retryAfter) implements PspFault {
        public Status(int status) {
            this(status, Optional.empty());
        }
    }

    /// Any response.
    record Response(int status, String contentType, String body) implements PspFault {}

    /// The first half of the normal response, then the connection is closed.
    record Cut() implements PspFault {}

    /// The connection is closed without a response.
    record Closed() implements PspFault {}

    /// The normal response, its second half after that time.
    record Slow(Duration pause) implements PspFault {}

    /// No response before the server is closed.
    record Hang() implements PspFault {}
}
