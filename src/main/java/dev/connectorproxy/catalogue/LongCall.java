package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import java.util.Objects;
import java.util.Optional;

/// A call whose result comes later.
///
/// @param command its id
/// @param arguments checked; secrets are not in their place yet
/// @param repeatable whether it may be begun a second time after a crash
/// @param callbackUrl where the result is to go, as it was given
public record LongCall(
        String command,
        Arguments arguments,
        boolean repeatable,
        Sender sender,
        Task task,
        Optional<String> callbackUrl) {
    public LongCall {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(callbackUrl, "callbackUrl");
    }

    /// Who called.
    ///
    /// @param key the name of the API key
    /// @param requestIdGiven whether the id came from the caller
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

    /// For which task.
    public record Task(
            Optional<String> processModel, Optional<String> processInstance, Optional<String> id) {
        public Task {
            Objects.requireNonNull(processModel, "processModel");
            Objects.requireNonNull(processInstance, "processInstance");
            Objects.requireNonNull(id, "id");
        }
    }

    /// How it ended.
    ///
    /// @param envelope what the callback carries
    /// @param errorCode the `error_code` in it, empty for none
    public record Outcome(byte[] envelope, String errorCode) {
        public Outcome {
            Objects.requireNonNull(envelope, "envelope");
            Objects.requireNonNull(errorCode, "errorCode");
        }
    }
}
