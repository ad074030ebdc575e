package dev.connectorproxy.observe;

import dev.connectorproxy.observe.LogSettings.Level;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// The one handler of `java.util.logging`: turns every record of a framework into a line of our log.
///
/// Frameworks are never heard below `INFO`, whatever the level, because there they write headers and bodies. Helidon, which
/// greets at length on `INFO`, is heard from `WARNING` on unless the level is `DEBUG` or `TRACE`; the HTTP client only on
/// `ERROR`, because its failures reach us as exceptions and its warnings quote headers.
public final class JulBridge extends Handler {
    private static final Formatter WORDS =
            new Formatter() {
                @Override
                public String format(LogRecord entry) {
                    return formatMessage(entry);
                }
            };

    /// `java.util.logging` forgets the level of a logger that nobody holds.
    private static final List<Logger> HELD =
            Stream.of("dev.connectorproxy", "io.helidon", "org.apache.hc")
                    .map(Logger::getLogger)
                    .toList();

    private final LogWriter writer;

    private JulBridge(LogWriter writer) {
        this.writer = writer;
    }

    /// Takes over the logging of the process: removes every handler there is and puts this one on the root. Once the JVM
    /// shuts down, `java.util.logging` takes it away again; the [LogWriter] itself goes on until it is closed.
    public static void install(LogWriter writer, LogSettings settings) {
        LogManager.getLogManager().reset();
        var ours = jul(settings.level());
        var fine = settings.level().compareTo(Level.INFO) < 0;
        var root = Logger.getLogger("");
        root.setLevel(coarser(ours, java.util.logging.Level.INFO));
        HELD.get(0).setLevel(ours);
        HELD.get(1)
                .setLevel(
                        fine
                                ? java.util.logging.Level.INFO
                                : coarser(ours, java.util.logging.Level.WARNING));
        HELD.get(2).setLevel(java.util.logging.Level.SEVERE);
        root.addHandler(new JulBridge(writer));
    }

    @Override
    public void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        var thrown = entry.getThrown();
        writer.add(
                new Message(
                        entry.getInstant(),
                        level(entry.getLevel()),
                        String.valueOf(entry.getLoggerName()),
                        String.valueOf(WORDS.format(entry)),
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
            java.util.logging.Level one, java.util.logging.Level other) {
        return one.intValue() > other.intValue() ? one : other;
    }
}
