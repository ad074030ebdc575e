package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.Flushable;
import java.io.IOException;
import java.util.List;

/// Takes the place of the appenders of a logger: callers put lines into the queue, and the queue's thread hands them to
/// those appenders. Thread-safe.
final class QueueAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final MaskingLogQueue queue;
    private final List<Appender<ILoggingEvent>> appenders;

    QueueAppender(MaskingLogQueue queue, List<Appender<ILoggingEvent>> appenders) {
        this.queue = queue;
        this.appenders = List.copyOf(appenders);
    }

    /// Past the superclass, whose thread-local guard would cost every virtual thread a map.
    @Override
    public void doAppend(ILoggingEvent event) {
        append(event);
    }

    @Override
    protected void append(ILoggingEvent event) {
        queue.add(LogEvent.of(event), this);
    }

    /// Called by the queue's thread only, as [#flush] is.
    void write(LogEvent event) {
        for (var appender : appenders) {
            appender.doAppend(event);
        }
    }

    void flush() throws IOException {
        for (var appender : appenders) {
            if (appender instanceof Flushable flushable) {
                flushable.flush();
            }
        }
    }

    /// Called when the queue's thread has ended: closes files and sockets.
    void stopAppenders() {
        appenders.forEach(Appender::stop);
    }
}
