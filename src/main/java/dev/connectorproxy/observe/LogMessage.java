package dev.connectorproxy.observe;

import java.time.Instant;
import java.util.function.UnaryOperator;

/// A log line with a message: start, shutdown, a record of a framework.
///
/// @param exception its stack trace, as [StackTrace] writes it; empty for none
record LogMessage(
        Instant time, LogSettings.Level level, String logger, String text, String exception)
        implements LogLine {
    private static final int MAX_LENGTH = 4_096;

    LogMessage {
        text = LogLine.truncated(text, MAX_LENGTH);
    }

    /// A copy to which the mask was applied.
    LogMessage masked(UnaryOperator<String> mask) {
        return new LogMessage(time, level, logger, mask.apply(text), mask.apply(exception));
    }
}
