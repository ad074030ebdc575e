package dev.connectorproxy.observe;

import java.util.Locale;

/// Why a call was refused before its command started.
enum RefusalReason {
    /// Too many calls are running, or the proxy is shutting down.
    OVERLOADED,
    /// The body exceeds the limit.
    TOO_LARGE,
    /// Headers or body arrived too slowly.
    TOO_SLOW,
    /// The request was malformed: framing, JSON, content type.
    MALFORMED,
    /// The key may not run this command.
    NOT_ALLOWED,
    /// There is no such command.
    UNKNOWN_COMMAND;

    /// The value of the label `reason`.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
