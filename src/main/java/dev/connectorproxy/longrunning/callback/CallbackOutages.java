package dev.connectorproxy.longrunning.callback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The origins that take no callbacks at present, as seen by this process: for the health check, and for the log, which
/// gets a line at the first failure of an origin, then one a minute, and one every five minutes after the first ten; and
/// one at the end. Thread-safe.
public final class CallbackOutages {
    private static final Duration SHORT_PERIOD = Duration.ofMinutes(1);
    private static final Duration LONG_PERIOD = Duration.ofMinutes(5);
    private static final Duration SHORT_PERIODS_END = Duration.ofMinutes(10);

    /// As long as callbacks wait, one is tried every minute, by this process or another one.
    private static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    private final Clock clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Outage> outages = new TreeMap<>(); // by origin; guarded by lock
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

    public CallbackOutages(Clock clock) {
        this.clock = clock;
    }

    /// An attempt failed for a reason that is not specific to its callback.
    ///
    /// @param result such as `HTTP 502`
    void failed(String origin, String result) {
        lock.lock();
        try {
            var outage = outages.computeIfAbsent(origin, _ -> new Outage(clock.instant()));
            outage.attempts++;
            outage.lastAttempt = clock.instant();
            outage.lastResult = result;
        } finally {
            lock.unlock();
        }
    }

    /// The origin took a callback.
    void delivered(String origin) {
        lock.lock();
        try {
            var outage = outages.remove(origin);
            if (outage != null && outage.nextLine.isAfter(outage.since)) { // its begin was logged
                ended.add(
                        "callbacks to %s are accepted again, after %s and %d failed attempts"
                                .formatted(origin, age(outage), outage.attempts));
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
            outages.forEach((origin, outage) -> {
                if (!now.isBefore(outage.nextLine)) {
                    lines.add("callbacks to %s fail %s".formatted(origin, describe(outage)));
                    boolean recent = now.isBefore(outage.since.plus(SHORT_PERIODS_END));
                    outage.nextLine = now.plus(recent ? SHORT_PERIOD : LONG_PERIOD);
                }
            });
            return lines;
        } finally {
            lock.unlock();
        }
    }

    /// What fails at present, by origin.
    public Map<String, String> health() {
        lock.lock();
        try {
            var health = new TreeMap<String, String>();
            outages.forEach((origin, outage) -> health.put(origin, describe(outage)));
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
