package dev.connectorproxy.observe;

import java.time.Instant;

/// The data of one log line. Immutable, because another thread formats it later.
sealed interface LogLine permits CommandEvent, LogMessage {

    /// The time of the event.
    Instant time();

    /// The log level.
    LogSettings.Level level();

    /// The text, cut to `maxLength` characters, so that a caller cannot inflate the log.
    static String truncated(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }
}
