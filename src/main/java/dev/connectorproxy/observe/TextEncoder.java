package dev.connectorproxy.observe;

import dev.connectorproxy.toolkit.JsonEscapes;
import java.time.ZoneId;

/// Lines for people. Every line that does not begin a record is indented, so that nothing a caller sends can look like
/// a record. Used by one thread, as those of the appenders in an operator's Logback file are.
public final class TextEncoder extends LineEncoder {
    private final TimestampFormatter clock;

    /// Timestamps are in the time zone of this machine.
    public TextEncoder() {
        this(ZoneId.systemDefault());
    }

    /// @param zone of the timestamps
    TextEncoder(ZoneId zone) {
        this.clock = new TimestampFormatter("HH:mm:ss", zone);
    }

    @Override
    void append(StringBuilder out, LogLine line) {
        clock.append(out, line.time());
        out.append(' ').append(line.level()).append(' ');
        switch (line) {
            case CommandEvent event -> command(out, event);
            case LogMessage message -> message(out, message);
        }
        out.append('\n');
    }

    private static void message(StringBuilder out, LogMessage message) {
        escape(out, message.logger(), "");
        escape(out.append(": "), message.text(), "\n    ");
        if (!message.exception().isEmpty()) {
            escape(out.append("\n    "), message.exception(), "\n    ");
        }
    }

    /// Appends what a call's line says after its level.
    static void command(StringBuilder out, CommandEvent event) {
        var outcome = event.outcome();
        escape(out, event.command(), "");
        out.append(' ').append(outcome.httpStatus());
        if (outcome.status() > 0) {
            out.append(" -> ").append(outcome.status());
        }
        if (!outcome.errorCode().isEmpty()) {
            escape(out.append(' '), outcome.errorCode(), "");
        }
        var tenths = (outcome.nanos() + 50_000) / 100_000;
        out.append(" in ").append(tenths / 10).append('.').append(tenths % 10).append(" ms");
        egress(out, event.egress());
        if (!event.caller().requestId().isEmpty()) {
            escape(out.append(" ["), event.caller().requestId(), "");
            out.append(']');
        }
    }

    private static void egress(StringBuilder out, CommandTrail.Snapshot egress) {
        if (egress.attempts() == 0) {
            return;
        }
        out.append(", ").append(egress.attempts());
        out.append(egress.attempts() == 1 ? " attempt, " : " attempts, ");
        escape(out, egress.target(), "");
    }

    /// @param lineFeed the replacement of a line feed; empty to escape it
    private static void escape(StringBuilder out, String value, String lineFeed) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c == '\n' && !lineFeed.isEmpty()) {
                out.append(lineFeed);
            } else if (c == '\t' && !lineFeed.isEmpty()) {
                out.append("    ");
            } else if (isUnsafe(c)) {
                JsonEscapes.appendUnicode(out, c);
            } else {
                out.append(c);
            }
        }
    }
}
