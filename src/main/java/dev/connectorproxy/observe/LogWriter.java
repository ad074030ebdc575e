package dev.connectorproxy.observe;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.connectorproxy.observe.LogSettings.Level;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/// The log: lines go through Logback's loggers into a bounded queue, and one thread formats and writes them. Logging
/// never blocks and never fails; a line that finds the queue full is dropped and counted, and the count is logged once
/// there is room. Thread-safe.
public final class LogWriter implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Duration closeTimeout;
    private final MaskingLogQueue queue = new MaskingLogQueue();
    private final Logger messages;
    private final Logger commands;

    /// A log that writes to `out`, which it does not close. Frameworks do not reach it.
    public LogWriter(OutputStream out, LogSettings settings) {
        this(out, settings, CLOSE_TIMEOUT);
    }

    LogWriter(OutputStream out, LogSettings settings, Duration closeTimeout) {
        this(new LoggerContext(), out, settings, closeTimeout);
    }

    private LogWriter(
            LoggerContext context, OutputStream out, LogSettings settings, Duration closeTimeout) {
        this.closeTimeout = closeTimeout;
        new LogbackConfiguration(context, settings).apply(queue, out);
        this.messages = context.getLogger(LogLine.OWN_LOGGER);
        this.commands = context.getLogger(LogLine.COMMAND_LOGGER);
        queue.start();
    }

    /// The log of the process, to which SLF4J, `System.Logger` and `java.util.logging` lead. It writes to standard
    /// output, past `System.out` and its lock, or as the operator's own Logback file says. Called once.
    ///
    /// @throws dev.connectorproxy.settings.SettingsException if that file is not a good one
    public static LogWriter install(LogSettings settings) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var out = new FileOutputStream(FileDescriptor.out);
        var log = new LogWriter(context, out, settings, CLOSE_TIMEOUT);
        new LogbackConfiguration(context, settings).bridgeJul();
        return log;
    }

    /// Sets the mask for messages and stack traces, which may quote anything.
    public void setMask(UnaryOperator<String> mask) {
        queue.setMask(mask);
    }

    /// Adds a mask to those that are there.
    public void addMask(UnaryOperator<String> mask) {
        queue.addMask(mask);
    }

    public void command(CommandEvent event) {
        log(commands, event);
    }

    public void info(String message) {
        log(Level.INFO, message);
    }

    public void warning(String message) {
        log(Level.WARNING, message);
    }

    /// Logs an unexpected failure with its stack trace but without its message, which may quote what a caller sent.
    public void error(String message, Throwable failure) {
        log(messages, message(Level.ERROR, message, StackTrace.of(failure)));
    }

    /// Logs a failure with a stack trace as text.
    ///
    /// @param trace up to 12 KiB of it are kept
    public void error(String message, String trace) {
        var kept = LogLine.truncated(trace, StackTrace.MAX_LENGTH);
        log(messages, message(Level.ERROR, message, kept));
    }

    public long dropped() {
        return queue.dropped().sum();
    }

    /// Writes the lines added before, for at most five seconds; later lines are dropped.
    @Override
    public void close() {
        queue.close(closeTimeout);
    }

    private void log(Level level, String message) {
        log(messages, message(level, message, ""));
    }

    private static LogMessage message(Level level, String message, String exception) {
        return new LogMessage(Instant.now(), level, LogLine.OWN_LOGGER, message, exception);
    }

    private static void log(Logger logger, LogLine line) {
        if (logger.isEnabledFor(line.level().toLogback())) {
            logger.callAppenders(new LogEvent(line));
        }
    }
}
