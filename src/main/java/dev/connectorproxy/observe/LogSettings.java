package dev.connectorproxy.observe;

import dev.connectorproxy.settings.Section;
import java.io.File;
import java.util.Locale;
import java.util.Objects;

/// Settings under `logging:`.
///
/// @param format `json` (default) or `text`
/// @param level the lowest level that is written: `TRACE`, `DEBUG`, `INFO` (default), `WARNING` or `ERROR`
/// @param logbackFile the path of the operator's own Logback file, whose appenders take the place of standard output;
///     empty for none
public record LogSettings(Format format, Level level, String logbackFile) {
    public LogSettings {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(logbackFile, "logbackFile");
    }

    /// Settings for standard output.
    public LogSettings(Format format, Level level) {
        this(format, level, "");
    }

    public static LogSettings create(Section logging) {
        return new LogSettings(
                oneOf(logging, "format", Format.JSON),
                oneOf(logging, "level", Level.INFO),
                readableFile(logging, "logback-file"));
    }

    private static String readableFile(Section logging, String key) {
        var path = logging.text(key, "").strip();
        if (!path.isEmpty() && !new File(path).canRead()) {
            throw logging.invalid(key, "must be a readable file");
        }
        return path;
    }

    private static <E extends Enum<E>> E oneOf(Section logging, String key, E fallback) {
        var type = fallback.getDeclaringClass();
        var name = logging.text(key, fallback.name()).strip().toUpperCase(Locale.ROOT);
        for (var value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw logging.invalid(key, type == Format.class ? Format.RULE : Level.RULE);
    }

    /// The format of a line.
    public enum Format {
        /// One JSON object per line.
        JSON,
        /// One readable line, in local time; stack traces follow it, indented.
        TEXT;

        private static final String RULE = "must be json or text";
    }

    /// The level of a line, from lowest to highest.
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARNING,
        ERROR;

        private static final String RULE = "must be TRACE, DEBUG, INFO, WARNING or ERROR";

        static Level of(ch.qos.logback.classic.Level level) {
            return switch (level.toInt()) {
                case ch.qos.logback.classic.Level.TRACE_INT -> TRACE;
                case ch.qos.logback.classic.Level.DEBUG_INT -> DEBUG;
                case ch.qos.logback.classic.Level.INFO_INT -> INFO;
                case ch.qos.logback.classic.Level.WARN_INT -> WARNING;
                default -> ERROR;
            };
        }

        ch.qos.logback.classic.Level toLogback() {
            return switch (this) {
                case TRACE -> ch.qos.logback.classic.Level.TRACE;
                case DEBUG -> ch.qos.logback.classic.Level.DEBUG;
                case INFO -> ch.qos.logback.classic.Level.INFO;
                case WARNING -> ch.qos.logback.classic.Level.WARN;
                case ERROR -> ch.qos.logback.classic.Level.ERROR;
            };
        }
    }
}
