package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/// The format of a log line, as a Logback encoder for UTF-8. Used by one thread.
abstract class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final StringBuilder text = new StringBuilder(1_024);

    /// Appends the line and a line feed.
    abstract void append(StringBuilder out, LogLine line);

    @Override
    public final byte[] encode(ILoggingEvent event) {
        text.setLength(0);
        append(text, LogEvent.of(event).line());
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public final byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public final byte[] footerBytes() {
        return NOTHING;
    }

    /// Whether a character could change how a line is parsed or displayed: controls, line separators, and invisible
    /// characters that reorder text.
    static boolean isUnsafe(char c) {
        if (c < 0x7F) {
            return c < 0x20;
        }
        return c < 0xA0
                || c == '\u2028'
                || c == '\u2029'
                || c >= 0x300 && Character.getType(c) == Character.FORMAT;
    }
}
