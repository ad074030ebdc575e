package dev.connectorproxy.observe;

import dev.connectorproxy.settings.Section;
import java.util.Locale;
import java.util.Objects;

/// Settings under `logging:`.
///
/// @param format `json` (default) or `text`
/// @param level the lowest level that is written: `TRACE`, `DEBUG`, `INFO` (default), `WARNING` or `ERROR`
public record LogSettings(Format format, Level level) {
    public LogSettings {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(level, "level");
    }

    /// Reads the settings from their own node.
    public static LogSettings create(Section logging) {
        return new LogSettings(
                oneOf(logging, "format", Format.JSON), oneOf(logging, "level", Level.INFO));
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
    }
}
