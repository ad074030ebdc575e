package dev.connectorproxy.longrunning.callback;

import java.time.Duration;
import java.util.Optional;

/// The result of one attempt to send a callback.
public sealed interface CallbackResult {

    /// SpiffArena sent a response.
    ///
    /// @param content read for statuses 2xx and 400 only
    record Responded(int status, Optional<Duration> retryAfter, ResponseContent content)
            implements CallbackResult {
        /// A response without content.
        public Responded(int status, Optional<Duration> retryAfter) {
            this(status, retryAfter, ResponseContent.NONE);
        }

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// SpiffArena does not wait for this result, or has it already.
        boolean isNotWaiting() {
            return hasCode("not_waiting_for_callback");
        }

        /// SpiffArena took the result, and its process failed: mostly because no event of the diagram catches the error
        /// that the result is.
        boolean isProcessFailure() {
            return hasCode("unexpected_workflow_exception");
        }

        private boolean hasCode(String code) {
            return status == 400 && content.errorCode().filter(code::equals).isPresent();
        }
    }

    /// Nothing was sent: another process holds the lease of the callback now.
    record LeaseLost() implements CallbackResult {}

    /// Nothing was sent: no connection, or the lease could not be checked.
    record NotSent(String reason) implements CallbackResult {}

    /// The request was sent, or part of it, and no response came: SpiffArena may have processed it.
    record NoResponse(String reason) implements CallbackResult {}
}
