package dev.connectorproxy.longrunning.store;

import java.time.Instant;
import java.util.Optional;

/// A stored invocation without its arguments and result.
///
/// @param errorCode of its outcome; empty for none or not yet
/// @param repeatable whether its command may be started again after a crash
/// @param starts how often its command was started
/// @param attempt 1, or more after reruns
public record StoredInvocation(
        String id,
        InvocationState state,
        Source source,
        String errorCode,
        boolean repeatable,
        int starts,
        int attempt,
        Times times,
        Callback callback) {

    /// The origin of the call.
    ///
    /// @param caller the name of the API key
    /// @param callbackOrigin the origin that its result is sent to
    public record Source(
            String command,
            Optional<String> caller,
            String requestId,
            Optional<String> processModel,
            Optional<String> processInstance,
            Optional<String> task,
            String callbackOrigin) {}

    /// When it reached each step.
    ///
    /// @param next the next attempt of its callback
    public record Times(
            Instant accepted,
            Optional<Instant> started,
            Optional<Instant> finished,
            Optional<Instant> closed,
            Optional<Instant> next) {}

    /// The state of its callback.
    ///
    /// @param lastResponse the result of the last attempt, such as `HTTP 503`
    public record Callback(int sends, int failures, String lastResponse) {}

    /// Its arguments and its result, as JSON.
    public record Contents(byte[] arguments, Optional<byte[]> result) {}
}
