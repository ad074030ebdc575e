package dev.connectorproxy.longrunning;

import java.time.Instant;
import java.util.Optional;

/// What is known of a call whose result comes later, less what it is about.
///
/// @param errorCode of its outcome, empty for none or not yet
/// @param repeatable whether it may be begun again after a crash
/// @param starts how often its command was begun
public record Invocation(
        String id,
        State state,
        Origins from,
        String errorCode,
        boolean repeatable,
        int starts,
        Times times,
        Callback callback) {

    /// Where it comes from.
    ///
    /// @param caller the name of the API key
    /// @param callbackOrigin where its result goes to
    public record Origins(
            String command,
            Optional<String> caller,
            String requestId,
            Optional<String> processModel,
            Optional<String> processInstance,
            Optional<String> task,
            String callbackOrigin) {}

    /// When it came so far.
    ///
    /// @param next when its callback is sent next
    public record Times(
            Instant accepted,
            Optional<Instant> started,
            Optional<Instant> finished,
            Optional<Instant> closed,
            Optional<Instant> next) {}

    /// What became of its callback.
    ///
    /// @param lastAnswer such as `HTTP 503`
    public record Callback(int sends, int failures, String lastAnswer) {}

    /// What it is about.
    public record Contents(byte[] arguments, Optional<byte[]> result) {}
}
