package dev.connectorproxy.observe;

import java.time.Instant;
import java.util.function.UnaryOperator;

/// A log line with a message: start, shutdown, a record of a framework.
///
/// @param exception its stack trace, as [StackTrace] writes it; empty for none
record Message(Instant time, LogSettings.Level level, String logger, String text, String exception)
        implements LogLine {
    private static final int MOST = 4_096;

    Message {
        text = LogLine.capped(text, MOST);
    }

    /// A copy to which the mask was applied.
    Message masked(UnaryOperator<String> mask) {
        return new Message(time, level, logger, mask.apply(text), mask.apply(exception));
    }
}
