package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// A log line with a message: start, shutdown, an event of a framework.
///
/// @param exception its stack trace, as [StackTrace] writes it; empty for none
record LogMessage(
        Instant time, LogSettings.Level level, String logger, String text, String exception)
        implements LogLine {
    private static final int MAX_LENGTH = 4_096;

    LogMessage {
        text = LogLine.truncated(text, MAX_LENGTH);
    }

    /// The line of an event of whatever logger: its message with the arguments, and its stack trace without messages.
    static LogMessage of(ILoggingEvent event) {
        return new LogMessage(
                event.getInstant(),
                LogSettings.Level.of(event.getLevel()),
                event.getLoggerName(),
                String.valueOf(event.getFormattedMessage()),
                event.getThrowableProxy() instanceof ThrowableProxy proxy
                        ? StackTrace.of(proxy.getThrowable())
                        : "");
    }

    /// A copy to which the mask was applied.
    LogMessage masked(UnaryOperator<String> mask) {
        return new LogMessage(time, level, logger, mask.apply(text), mask.apply(exception));
    }

    @Override
    public String message() {
        return exception.isEmpty() ? text : text + "\n" + exception;
    }
}
