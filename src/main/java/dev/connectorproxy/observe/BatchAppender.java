package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;

/// Writes lines to a stream, many at once: when it is flushed or has 64 KiB of them. Unlike Logback's appenders, it
/// goes on after a failure of the stream. Used by one thread.
final class BatchAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements Flushable {
    private static final int BYTES = 64 * 1_024;

    private final OutputStream out;
    private final Encoder<ILoggingEvent> encoder;
    private final LongAdder dropped;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BYTES + 4_096);
    private int lines;

    /// @param out stays open
    /// @param dropped counts the lines that are lost
    BatchAppender(OutputStream out, Encoder<ILoggingEvent> encoder, LongAdder dropped) {
        this.out = out;
        this.encoder = encoder;
        this.dropped = dropped;
    }

    @Override
    protected void append(ILoggingEvent event) {
        try {
            batch.writeBytes(encoder.encode(event));
            lines++;
        } catch (RuntimeException _) {
            dropped.increment();
        }
        if (batch.size() >= BYTES) {
            flush();
        }
    }

    @Override
    public void flush() {
        if (lines == 0) {
            return;
        }
        try {
            out.write(batch.toByteArray());
            out.flush();
        } catch (IOException | RuntimeException _) {
            dropped.add(lines);
        }
        batch.reset();
        lines = 0;
    }
}
