package dev.connectorproxy.longrunning;

import java.time.Duration;
import java.util.Optional;

/// What came of one callback.
sealed interface CallbackAnswer {

    /// SpiffArena answered.
    ///
    /// @param body the beginning of it
    record Answered(int status, Optional<Duration> retryAfter, String body)
            implements CallbackAnswer {
        boolean notWaiting() {
            return status == 400 && body.contains("not_waiting_for_callback");
        }
    }

    /// Nothing was sent, since another process has the callback by now.
    record Lost() implements CallbackAnswer {}

    /// Nothing was sent.
    record Unsent(String why) implements CallbackAnswer {}

    /// It was sent, or part of it, and no answer came.
    record Unanswered(String why) implements CallbackAnswer {}
}
