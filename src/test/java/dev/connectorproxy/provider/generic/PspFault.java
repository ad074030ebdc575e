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

    /// Any answer.
    record Answer(int status, String contentType, String body) implements PspFault {}

    /// The first half of the right answer, then the end of the connection.
    record Cut() implements PspFault {}

    /// The connection is closed without an answer.
    record Closed() implements PspFault {}

    /// The right answer, its second half after that time.
    record Slow(Duration pause) implements PspFault {}

    /// No answer before the server is closed.
    record Hang() implements PspFault {}
}
