package dev.connectorproxy.observe;

import dev.connectorproxy.observe.LogSettings.Level;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// The only handler of `java.util.logging`: turns records of frameworks into lines of our log.
///
/// Frameworks are never logged below `INFO`, whatever the level, because there they write headers and bodies. Helidon,
/// verbose on `INFO`, is logged from `WARNING` unless the level is `DEBUG` or `TRACE`; the HTTP client only on
/// `ERROR`, because its failures reach us as exceptions and its warnings quote headers.
public final class JulBridge extends Handler {
    private static final Formatter MESSAGE_FORMATTER =
            new Formatter() {
                @Override
                public String format(LogRecord entry) {
                    return formatMessage(entry);
                }
            };

    /// `java.util.logging` holds loggers weakly, and their levels are lost with them.
    private static final List<Logger> RETAINED_LOGGERS =
            Stream.of("dev.connectorproxy", "io.helidon", "org.apache.hc")
                    .map(Logger::getLogger)
                    .toList();

    private final LogWriter writer;

    private JulBridge(LogWriter writer) {
        this.writer = writer;
    }

    /// Routes all logging of the process to the writer: removes every handler and installs this one on the root
    /// logger. At JVM shutdown `java.util.logging` removes it again; the [LogWriter] itself works until it is closed.
    public static void install(LogWriter writer, LogSettings settings) {
        LogManager.getLogManager().reset();
        var ownLevel = jul(settings.level());
        var debug = settings.level().compareTo(Level.INFO) < 0;
        var root = Logger.getLogger("");
        root.setLevel(coarser(ownLevel, java.util.logging.Level.INFO));
        RETAINED_LOGGERS.get(0).setLevel(ownLevel);
        RETAINED_LOGGERS
                .get(1)
                .setLevel(
                        debug
                                ? java.util.logging.Level.INFO
                                : coarser(ownLevel, java.util.logging.Level.WARNING));
        RETAINED_LOGGERS.get(2).setLevel(java.util.logging.Level.SEVERE);
        root.addHandler(new JulBridge(writer));
    }

    @Override
    public void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        var thrown = entry.getThrown();
        writer.add(
                new LogMessage(
                        entry.getInstant(),
                        level(entry.getLevel()),
                        String.valueOf(entry.getLoggerName()),
                        String.valueOf(MESSAGE_FORMATTER.format(entry)),
                        thrown == null ? "" : StackTrace.of(thrown)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private static Level level(java.util.logging.Level level) {
        var value = level.intValue();
        if (value >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        if (value >= java.util.logging.Level.WARNING.intValue()) {
            return Level.WARNING;
        }
        if (value >= java.util.logging.Level.INFO.intValue()) {
            return Level.INFO;
        }
        return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
    }

    private static java.util.logging.Level jul(Level level) {
        return switch (level) {
            case TRACE -> java.util.logging.Level.FINEST;
            case DEBUG -> java.util.logging.Level.FINE;
            case INFO -> java.util.logging.Level.INFO;
            case WARNING -> java.util.logging.Level.WARNING;
            case ERROR -> java.util.logging.Level.SEVERE;
        };
    }

    private static java.util.logging.Level coarser(
            java.util.logging.Level first, java.util.logging.Level second) {
        return first.intValue() > second.intValue() ? first : second;
    }
}
