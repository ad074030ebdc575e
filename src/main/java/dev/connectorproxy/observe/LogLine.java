package dev.connectorproxy.observe;

import java.time.Instant;

/// What becomes one line of the log. Immutable, since it is formatted later and on another thread.
sealed interface LogLine permits CommandEvent, Message {

    /// When it happened.
    Instant time();

    /// How much it matters.
    LogSettings.Level level();

    /// The text without whatever exceeds `most` characters, so that a caller cannot blow up the log.
    static String capped(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
