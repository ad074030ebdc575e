package dev.connectorproxy.security;

import dev.connectorproxy.toolkit.LruMap;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Warns about requests without a valid API key: a line at the first one of a source, and then at most one a minute
/// with the count of those since. Of many sources, those with the most requests have a line, and one line sums up the
/// rest. Thread-safe; the log must not block.
final class RefusalLog {
    static final Duration PERIOD = Duration.ofMinutes(1);

    /// The maximum number of lines about single sources in a period.
    static final int MAX_LINES = 20;

    private final Consumer<String> log;
    private final Consumer<Runnable> afterPeriod;
    private final Lock lock = new ReentrantLock();
    private final LruMap<SourceAddress, Refusals> sources =
            new LruMap<>(GuessDelay.MAX_SOURCES, this::addToRest); // guarded by lock
    private long restCount; // guarded by lock; requests of sources without a line
    private int lines; // guarded by lock; in this period
    private boolean periodRuns; // guarded by lock

    RefusalLog(Consumer<String> log) {
        this(
                log,
                CompletableFuture.delayedExecutor(PERIOD.toMillis(), TimeUnit.MILLISECONDS)
                        ::execute);
    }

    /// @param afterPeriod runs a task a minute later
    RefusalLog(Consumer<String> log, Consumer<Runnable> afterPeriod) {
        this.log = log;
        this.afterPeriod = afterPeriod;
    }

    /// The requests of one source that no line has reported yet; guarded by the lock.
    private static final class Refusals {
        private final SourceAddress source;
        private long count;
        private boolean reportedAtOnce; // in this period

        Refusals(SourceAddress source) {
            this.source = source;
        }
    }

    /// Counts a request without a valid API key.
    void add(SourceAddress source) {
        lock.lock();
        try {
            boolean known = sources.containsKey(source);
            var refusals = sources.computeIfAbsent(source, Refusals::new);
            refusals.count++;
            if (!known && lines < MAX_LINES) {
                refusals.reportedAtOnce = true;
                report(refusals);
            }
            if (!periodRuns) {
                periodRuns = true;
                afterPeriod.accept(this::endPeriod);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Reports what was counted, except of sources that had their line in this period, and forgets the sources that
    /// sent nothing for a whole period.
    private void endPeriod() {
        lock.lock();
        try {
            lines = 0;
            sources.values().removeIf(refusals -> refusals.count == 0 && !refusals.reportedAtOnce);
            sources.values().stream()
                    .filter(refusals -> !refusals.reportedAtOnce)
                    .sorted(Comparator.comparingLong(refusals -> -refusals.count))
                    .limit(MAX_LINES)
                    .forEach(this::report);
            reportRest();
            periodRuns = !sources.isEmpty();
            if (periodRuns) {
                afterPeriod.accept(this::endPeriod);
            }
        } finally {
            lock.unlock();
        }
    }

    private void reportRest() {
        for (var refusals : sources.values()) {
            if (!refusals.reportedAtOnce) {
                addToRest(refusals);
            }
            refusals.reportedAtOnce = false;
        }
        if (restCount > 0) {
            log.accept(message(restCount, "other addresses"));
            restCount = 0;
        }
    }

    private void report(Refusals refusals) {
        lines++;
        log.accept(message(refusals.count, refusals.source.text()));
        refusals.count = 0;
    }

    private void addToRest(Refusals refusals) {
        restCount += refusals.count;
        refusals.count = 0;
    }

    private static String message(long count, String source) {
        return "%d %s without a valid API key from %s"
                .formatted(count, count == 1 ? "request" : "requests", source);
    }
}
