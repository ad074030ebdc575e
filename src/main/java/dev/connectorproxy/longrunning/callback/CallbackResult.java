package dev.connectorproxy.longrunning.callback;

import java.time.Duration;
import java.util.Optional;

/// The result of one attempt to send a callback.
public sealed interface CallbackResult {

    /// SpiffArena sent a response.
    ///
    /// @param body the beginning of the body, read for status 400 only
    record Responded(int status, Optional<Duration> retryAfter, String body)
            implements CallbackResult {
        boolean isNotWaiting() {
            return status == 400 && body.contains("not_waiting_for_callback");
        }
    }

    /// Nothing was sent: another process holds the lease of the callback now.
    record LeaseLost() implements CallbackResult {}

    /// Nothing was sent: no connection, or the lease could not be checked.
    record NotSent(String reason) implements CallbackResult {}

    /// The request was sent, or part of it, and no response came: SpiffArena may have processed it.
    record NoResponse(String reason) implements CallbackResult {}
}
