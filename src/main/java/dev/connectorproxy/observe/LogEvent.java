package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;

/// A [LogLine] as the event that Logback's appenders get. It has neither a throwable nor arguments, so that no layout
/// prints the message of an exception. Not changed after construction.
final class LogEvent extends LoggingEvent {
    private final LogLine line;

    LogEvent(LogLine line) {
        this.line = line;
        setInstant(line.time());
        setLevel(line.level().toLogback());
        setLoggerName(line.logger());
        setThreadName("");
        setMDCPropertyMap(Map.of());
        setCallerData(new StackTraceElement[0]);
    }

    /// The event of whatever logger as one of ours.
    static LogEvent of(ILoggingEvent event) {
        return event instanceof LogEvent own ? own : new LogEvent(LogMessage.of(event));
    }

    LogLine line() {
        return line;
    }

    @Override
    public String getMessage() {
        return line.message();
    }

    @Override
    public String getFormattedMessage() {
        return line.message();
    }
}
