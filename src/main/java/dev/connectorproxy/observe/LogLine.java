package dev.connectorproxy.observe;

import java.time.Instant;

/// The data of one log line. Immutable, because another thread formats it later.
sealed interface LogLine permits CommandEvent, LogMessage {
    /// The logger of the proxy's own lines.
    String OWN_LOGGER = "dev.connectorproxy";

    /// The logger of the lines of calls, below [#OWN_LOGGER].
    String COMMAND_LOGGER = OWN_LOGGER + ".command";

    Instant time();

    LogSettings.Level level();

    String logger();

    /// The text for layouts other than ours; ends with the stack trace, if there is one.
    String message();

    /// The text, cut to `maxLength` characters, so that a caller cannot inflate the log.
    static String truncated(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    }
}
