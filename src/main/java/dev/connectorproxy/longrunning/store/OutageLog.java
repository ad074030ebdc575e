package dev.connectorproxy.longrunning.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// What fails at present, as seen by this process, such as the callbacks to an origin: for the health check, and for the
/// log, which gets a line at the first failure, then one a minute, and one every five minutes after the first ten; and one
/// at the end. Thread-safe.
public final class OutageLog {
    /// The subject of failures of the database.
    public static final String STORE = "operations of the store";

    private static final String CALLBACKS = "callbacks to ";
    private static final Duration SHORT_PERIOD = Duration.ofMinutes(1);
    private static final Duration LONG_PERIOD = Duration.ofMinutes(5);
    private static final Duration SHORT_PERIODS_END = Duration.ofMinutes(10);

    /// What fails is tried every minute: callbacks as long as any waits, by this process or another one.
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Outage> outages = new TreeMap<>(); // by subject; guarded by lock
    private final List<String> ended = new ArrayList<>(); // lines to be logged; guarded by lock

    private static final class Outage {
        final Instant since;
        Instant nextLine;
        Instant lastAttempt;
        long attempts;
        String lastResult = "";

        Outage(Instant since) {
            this.since = since;
            this.nextLine = since;
            this.lastAttempt = since;
        }
    }

    public OutageLog(Clock clock) {
        this.clock = clock;
    }

    /// The subject of the callbacks to that origin.
    public static String callbacksTo(String origin) {
        return CALLBACKS + origin;
    }

    /// An attempt failed.
    ///
    /// @param subject what fails, in the plural
    /// @param result such as `HTTP 502`
    public void failed(String subject, String result) {
        lock.lock();
        try {
            var outage = outages.computeIfAbsent(subject, _ -> new Outage(clock.instant()));
            outage.attempts++;
            outage.lastAttempt = clock.instant();
            outage.lastResult = result;
        } finally {
            lock.unlock();
        }
    }

    /// An attempt succeeded.
    public void succeeded(String subject) {
        lock.lock();
        try {
            var outage = outages.remove(subject);
            if (outage != null && outage.nextLine.isAfter(outage.since)) { // its begin was logged
                ended.add(
                        "%s succeed again, after %s and %d failed attempts"
                                .formatted(subject, age(outage), outage.attempts));
            }
        } finally {
            lock.unlock();
        }
    }

    /// The lines that are due for the log. To be called every few seconds.
    public List<String> dueLines() {
        lock.lock();
        try {
            var lines = new ArrayList<>(ended);
            ended.clear();
            var now = clock.instant();
            outages.values()
                    .removeIf(outage -> outage.lastAttempt.plus(FORGET_AFTER).isBefore(now));
            outages.forEach((subject, outage) -> {
                if (!now.isBefore(outage.nextLine)) {
                    lines.add("%s fail %s".formatted(subject, describe(outage)));
                    boolean recent = now.isBefore(outage.since.plus(SHORT_PERIODS_END));
                    outage.nextLine = now.plus(recent ? SHORT_PERIOD : LONG_PERIOD);
                }
            });
            return lines;
        } finally {
            lock.unlock();
        }
    }

    /// What fails at present, by subject.
    public Map<String, String> health() {
        lock.lock();
        try {
            var health = new TreeMap<String, String>();
            outages.forEach((subject, outage) -> health.put(subject, describe(outage)));
            return health;
        } finally {
            lock.unlock();
        }
    }

    private String describe(Outage outage) {
        return "since %s: %d attempts, the last with: %s"
                .formatted(outage.since, outage.attempts, outage.lastResult);
    }

    private Duration age(Outage outage) {
        return Duration.ofSeconds(Duration.between(outage.since, clock.instant()).toSeconds());
    }
}
