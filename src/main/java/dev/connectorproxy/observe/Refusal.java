package dev.connectorproxy.observe;

import java.util.Locale;

/// Why a call was turned away before its command began.
enum Refusal {
    /// Too many are in flight, or the proxy is shutting down.
    OVERLOADED,
    /// The body exceeds the limit.
    TOO_LARGE,
    /// Headers or body came too slowly.
    TOO_SLOW,
    /// The request was malformed: framing, JSON, content type.
    MALFORMED,
    /// The key may not run this command.
    NOT_ALLOWED,
    /// There is no such command.
    UNKNOWN_COMMAND;

    /// As a label of the metric.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
