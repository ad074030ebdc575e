package dev.connectorproxy.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.connectorproxy.observe.LogSettings.Level;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// The bounded queue between callers and appenders, and the one thread that empties it. Adding never blocks and never
/// fails; a line that finds the queue full is dropped and counted, and the count is logged once there is room.
/// Warnings and errors that repeat are limited. Thread-safe.
final class MaskingLogQueue {
    static final int CAPACITY = 8_192;

    private static final long BATCH_DELAY_NANOS = Duration.ofMillis(5).toNanos();
    private static final long REPEATS_DELAY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("log-writer").unstarted(this::run);
    private volatile boolean closing;
    private volatile UnaryOperator<String> mask = UnaryOperator.identity();

    // changed before the thread starts only
    private final List<QueueAppender> targets = new ArrayList<>();

    // confined to the writing thread
    private long reportedDropped;
    private final RepeatLimiter repeats = new RepeatLimiter();

    private record Entry(LogEvent event, QueueAppender target) {}

    /// The appender that hands lines to these appenders. Called before [#start].
    QueueAppender inFrontOf(List<Appender<ILoggingEvent>> appenders) {
        var target = new QueueAppender(this, appenders);
        targets.add(target);
        return target;
    }

    void start() {
        thread.start();
    }

    /// The mask for messages and stack traces.
    void setMask(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    void addMask(UnaryOperator<String> added) {
        var before = mask;
        mask = text -> added.apply(before.apply(text));
    }

    LongAdder dropped() {
        return dropped;
    }

    void add(LogEvent event, QueueAppender target) {
        var queued = waiting.getAndIncrement();
        if (queued >= CAPACITY || closing) {
            waiting.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(new Entry(event, target));
        // a writer that is collecting a batch wakes up by itself, so only a burst of lines wakes it
        // earlier
        if (queued == CAPACITY / 2 || sleeping.get() && sleeping.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    /// Hands on the lines added before, and stops the appenders unless one of them still blocks after `timeout`; later
    /// lines are dropped.
    void close(Duration timeout) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (thread.join(timeout)) {
                targets.forEach(QueueAppender::stopAppenders);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var last = false;
        while (!last) {
            awaitLines();
            last = closing;
            drain();
        }
    }

    /// Waits for a line, then a little longer, so that one write serves several lines.
    private void awaitLines() {
        if (queue.isEmpty()) {
            sleeping.set(true);
            while (queue.isEmpty() && !closing) {
                if (repeats.isCounting()) {
                    LockSupport.parkNanos(this, REPEATS_DELAY_NANOS);
                    break;
                }
                LockSupport.park(this);
                // the thread that woke it may have been late, its line already written: mark as
                // sleeping again
                sleeping.set(true);
            }
            sleeping.set(false);
        }
        if (!closing) {
            LockSupport.parkNanos(this, BATCH_DELAY_NANOS);
        }
    }

    private void drain() {
        for (var entry = queue.poll(); entry != null; entry = queue.poll()) {
            waiting.decrementAndGet();
            reportRepeats(entry.event.line().time());
            write(entry.event, entry.target);
        }
        reportRepeats(closing ? Instant.MAX : Instant.now());
        reportDropped();
        for (var target : targets) {
            try {
                target.flush();
            } catch (IOException | RuntimeException _) {
                dropped.increment();
            }
        }
    }

    private void reportRepeats(Instant now) {
        for (var line : repeats.ended(now)) {
            handOn(new LogEvent(line), targets.getFirst());
        }
    }

    private void reportDropped() {
        var lost = dropped.sum() - reportedDropped;
        if (lost > 0 && !targets.isEmpty()) {
            reportedDropped += lost;
            var message = lost + " log lines were dropped: the queue was full or the output failed";
            var line =
                    new LogMessage(Instant.now(), Level.WARNING, LogLine.OWN_LOGGER, message, "");
            handOn(new LogEvent(line), targets.getFirst());
        }
    }

    private void write(LogEvent event, QueueAppender target) {
        if (!(event.line() instanceof LogMessage message) || repeats.admits(message)) {
            handOn(event, target);
        }
    }

    private void handOn(LogEvent event, QueueAppender target) {
        try {
            target.write(
                    event.line() instanceof LogMessage message
                            ? new LogEvent(message.masked(mask))
                            : event);
        } catch (RuntimeException _) {
            dropped.increment();
        }
    }
}
