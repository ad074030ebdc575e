package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import java.util.Objects;
import java.util.Optional;

/// A call whose result is delivered by callback.
///
/// @param command its id
/// @param arguments validated; references to secrets are not resolved yet
/// @param repeatable whether the command may be started a second time after a crash
/// @param callbackUrl the target of the callback, as received
public record DeferredCall(
        String command,
        Arguments arguments,
        boolean repeatable,
        Sender sender,
        Task task,
        Optional<String> callbackUrl) {
    public DeferredCall {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(callbackUrl, "callbackUrl");
    }

    /// The caller.
    ///
    /// @param key the name of the API key
    /// @param requestIdGiven whether the request id came from the caller
    public record Sender(
            Optional<String> key,
            String requestId,
            boolean requestIdGiven,
            Optional<String> traceparent) {
        public Sender {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(requestId, "requestId");
            Objects.requireNonNull(traceparent, "traceparent");
        }
    }

    /// The task of the process for which the command runs.
    public record Task(
            Optional<String> processModel, Optional<String> processInstance, Optional<String> id) {
        public Task {
            Objects.requireNonNull(processModel, "processModel");
            Objects.requireNonNull(processInstance, "processInstance");
            Objects.requireNonNull(id, "id");
        }
    }

    /// The outcome.
    ///
    /// @param envelope the body of the callback
    /// @param errorCode the `error_code` in it, empty for none
    public record Outcome(byte[] envelope, String errorCode) {
        public Outcome {
            Objects.requireNonNull(envelope, "envelope");
            Objects.requireNonNull(errorCode, "errorCode");
        }
    }
}
