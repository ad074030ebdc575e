package dev.connectorproxy.observe;

import java.time.Instant;

/// A line of plain words: the start, the shutdown, a record of a framework.
///
/// @param exception its stack trace, as [StackTrace] writes it; empty for none
record Message(Instant time, LogSettings.Level level, String logger, String text, String exception)
        implements LogLine {
    private static final int MOST = 4_096;

    Message {
        text = LogLine.capped(text, MOST);
    }
}
