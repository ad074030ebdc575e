package dev.connectorproxy.observe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;

/// Lines that are written together. Neither a bad line nor a failing stream ends the writing thread. Used by one
/// thread.
final class LogBatch {
    private static final int CHARS = 64 * 1_024;

    private final OutputStream out;
    private final LineFormat format;
    private final LongAdder dropped;
    private final StringBuilder text = new StringBuilder(CHARS + 4_096);
    private int lines;

    /// @param dropped counts the lines that are lost
    LogBatch(OutputStream out, LineFormat format, LongAdder dropped) {
        this.out = out;
        this.format = format;
        this.dropped = dropped;
    }

    /// Adds a line, and writes the batch when it is full.
    ///
    /// @param mask for messages and stack traces
    void append(LogLine line, UnaryOperator<String> mask) {
        var start = text.length();
        try {
            format.append(text, line instanceof LogMessage message ? message.masked(mask) : line);
            lines++;
        } catch (RuntimeException _) {
            text.setLength(start);
            dropped.increment();
        }
        if (text.length() >= CHARS) {
            write();
        }
    }

    void write() {
        if (text.isEmpty()) {
            return;
        }
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException | RuntimeException _) {
            dropped.add(lines);
        }
        text.setLength(0);
        lines = 0;
    }
}
