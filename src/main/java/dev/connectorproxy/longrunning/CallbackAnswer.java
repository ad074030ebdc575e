package dev.connectorproxy.longrunning;

import java.time.Duration;
import java.util.Optional;

/// The result of one attempt to send a callback.
sealed interface CallbackAnswer {

    /// SpiffArena sent a response.
    ///
    /// @param body the beginning of the body, read for status 400 only
    record Answered(int status, Optional<Duration> retryAfter, String body)
            implements CallbackAnswer {
        boolean notWaiting() {
            return status == 400 && body.contains("not_waiting_for_callback");
        }
    }

    /// Nothing was sent: another process holds the lease of the callback now.
    record Lost() implements CallbackAnswer {}

    /// Nothing was sent: no connection, or the lease could not be checked.
    record Unsent(String why) implements CallbackAnswer {}

    /// The request was sent, or part of it, and no response came: SpiffArena may have processed it.
    record Unanswered(String why) implements CallbackAnswer {}
}
