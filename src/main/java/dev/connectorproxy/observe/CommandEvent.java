package dev.connectorproxy.observe;

import dev.connectorproxy.observe.LogSettings.Level;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The log line of one call. An empty text and a status of 0 mean "none" and are left out.
///
/// @param command `connector/command` as called, known or not
/// @param egress what egress recorded
public record CommandEvent(
        Instant time,
        Caller caller,
        String command,
        Outcome outcome,
        Bytes bytes,
        CommandTrail.Snapshot egress)
        implements LogLine {
    public CommandEvent {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(bytes, "bytes");
        Objects.requireNonNull(egress, "egress");
        command = LogLine.truncated(command, 128);
    }

    /// `INFO` when the command ended, even with an error response of its target; `WARNING` when this proxy refused the
    /// call or gave up, or a command of another proxy failed; `ERROR` for a bug.
    @Override
    public Level level() {
        if (outcome.httpStatus == ErrorCode.INTERNAL_ERROR.status()
                && outcome.errorCode.equals(ErrorCode.INTERNAL_ERROR.code())) {
            return Level.ERROR;
        }
        return Outcomes.isUpstreamError(outcome.errorCode) || outcome.errorCode.isEmpty()
                ? Level.INFO
                : Level.WARNING;
    }

    @Override
    public String logger() {
        return COMMAND_LOGGER;
    }

    @Override
    public String message() {
        var text = new StringBuilder(200);
        TextEncoder.command(text, this);
        return text.toString();
    }

    /// The caller, and its process and task. The values come from callers, so their length is limited.
    ///
    /// @param key the name of the API key or network, never the key
    public record Caller(
            String requestId,
            String traceId,
            String key,
            String tenant,
            String processModel,
            String processInstance,
            String taskId) {
        private static final Pattern TRACEPARENT =
                Pattern.compile(
                        "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

        public Caller {
            requestId = LogLine.truncated(requestId, 128);
            traceId = LogLine.truncated(traceId, 32);
            key = LogLine.truncated(key, 128);
            tenant = LogLine.truncated(tenant, 128);
            processModel = LogLine.truncated(processModel, 256);
            processInstance = LogLine.truncated(processInstance, 128);
            taskId = LogLine.truncated(taskId, 128);
        }

        /// The trace id of a W3C `traceparent`; empty if there is none or it is malformed.
        public static String traceId(Optional<String> traceparent) {
            return traceparent
                    .map(TRACEPARENT::matcher)
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .orElse("");
        }
    }

    /// The outcome.
    ///
    /// @param httpStatus the status of our response
    /// @param status the `http_status` in its envelope
    /// @param errorCode the `error_code` in its envelope
    /// @param nanos duration of the call
    public record Outcome(int httpStatus, int status, String errorCode, long nanos) {
        public Outcome {
            errorCode = LogLine.truncated(errorCode, 128);
        }
    }

    /// The sizes of the request body and of the response body.
    public record Bytes(long in, long out) {}
}
