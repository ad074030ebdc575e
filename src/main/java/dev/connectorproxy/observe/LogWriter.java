package dev.connectorproxy.observe;

import dev.connectorproxy.observe.LogSettings.Level;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// The log: lines go into a bounded queue, and one thread formats and writes them. Logging never blocks and never
/// fails; a line that finds the queue full is dropped and counted, and the count is logged once there is room.
/// Thread-safe.
public final class LogWriter implements AutoCloseable {
    static final int CAPACITY = 8_192;

    private static final String OWN_LOGGER = "dev.connectorproxy";
    private static final long BATCH_DELAY_NANOS = Duration.ofMillis(5).toNanos();

    private final Duration closeTimeout;
    private final Level minLevel;
    private final Queue<LogLine> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean sleeping = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean closing;
    private volatile UnaryOperator<String> mask = UnaryOperator.identity();

    // confined to the writing thread
    private final LogBatch batch;
    private long reportedDropped;

    /// A log that writes to `out`, which it does not close.
    public LogWriter(OutputStream out, LogSettings settings) {
        this(out, settings, Duration.ofSeconds(5));
    }

    LogWriter(OutputStream out, LogSettings settings, Duration closeWithin) {
        this.closeTimeout = closeWithin;
        this.minLevel = settings.level();
        var format =
                switch (settings.format()) {
                    case JSON -> new JsonFormat();
                    case TEXT -> new TextFormat(ZoneId.systemDefault());
                };
        this.batch = new LogBatch(out, format, dropped);
        this.thread = Thread.ofPlatform().daemon().name("log-writer").unstarted(this::run);
        thread.start();
    }

    /// A log that writes to standard output, past `System.out` and its lock.
    public static LogWriter standardOutput(LogSettings settings) {
        return new LogWriter(new FileOutputStream(FileDescriptor.out), settings);
    }

    /// Sets the mask for messages and stack traces, which may quote anything.
    public void setMask(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    /// Logs one call.
    public void command(CommandEvent event) {
        add(event);
    }

    public void debug(String message) {
        log(Level.DEBUG, message);
    }

    public void info(String message) {
        log(Level.INFO, message);
    }

    public void warning(String message) {
        log(Level.WARNING, message);
    }

    public void error(String message) {
        log(Level.ERROR, message);
    }

    /// Logs an unexpected failure with its stack trace but without its message, which may quote what a caller sent.
    public void error(String message, Throwable failure) {
        add(
                new LogMessage(
                        Instant.now(), Level.ERROR, OWN_LOGGER, message, StackTrace.of(failure)));
    }

    /// The number of lines dropped so far.
    public long dropped() {
        return dropped.sum();
    }

    /// Writes the lines added before, for at most five seconds; later lines are dropped.
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(closeTimeout);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void add(LogLine line) {
        if (line.level().compareTo(minLevel) < 0) {
            return;
        }
        var queued = waiting.getAndIncrement();
        if (queued >= CAPACITY || closing) {
            waiting.decrementAndGet();
            dropped.increment();
            return;
        }
        queue.add(line);
        // a writer that is collecting a batch wakes up by itself, so only a burst of lines wakes it
        // earlier
        if (queued == CAPACITY / 2 || sleeping.get() && sleeping.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void log(Level level, String message) {
        add(new LogMessage(Instant.now(), level, OWN_LOGGER, message, ""));
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
        for (var line = queue.poll(); line != null; line = queue.poll()) {
            waiting.decrementAndGet();
            batch.append(line, mask);
        }
        var lost = dropped.sum() - reportedDropped;
        if (lost > 0) {
            reportedDropped += lost;
            var message = lost + " log lines were dropped: the queue was full or the output failed";
            batch.append(
                    new LogMessage(Instant.now(), Level.WARNING, OWN_LOGGER, message, ""), mask);
        }
        batch.write();
    }
}
