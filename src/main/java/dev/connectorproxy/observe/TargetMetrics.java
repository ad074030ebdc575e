package dev.connectorproxy.observe;

import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Times requests by the host that they were sent to. A limited number of hosts has timers of its own, all others share
/// those of `other`, because callers choose the hosts. A host gets its own after some requests while there is room. Later it
/// replaces the least used one, if it is used at least twice as much; that happens at most once a minute, and what is
/// used no more counts half as much each minute. Thread-safe.
public final class TargetMetrics {
    private static final String NAME = "egress_target_duration";
    private static final String OTHER = "other";
    private static final String FAILURE = "failure";
    private static final int MIN_REQUESTS = 10;
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    private final int maxHosts;
    private final LongSupplier nanoTime;
    private final Map<String, HostTimers> hosts = new ConcurrentHashMap<>();
    private final HostTimers others = new HostTimers(OTHER);
    private final Lock lock = new ReentrantLock();
    private final HostFrequencies candidates; // guarded by lock
    private long periodStart; // guarded by lock

    /// @param maxHosts the number of hosts with timers of their own
    public TargetMetrics(int maxHosts) {
        this(maxHosts, System::nanoTime);
    }

    TargetMetrics(int maxHosts, LongSupplier nanoTime) {
        this.maxHosts = maxHosts;
        this.nanoTime = nanoTime;
        this.candidates = new HostFrequencies(Math.max(1, 4 * maxHosts));
        this.periodStart = nanoTime.getAsLong();
    }

    /// A request was sent, or could not be.
    ///
    /// @param status of the response; 0 for none
    public void ended(String host, int status, long nanos) {
        var known = hosts.get(host);
        var timers = known == null ? unknown(host) : known;
        timers.record(status == 0 ? FAILURE : Outcomes.statusClass(status), nanos);
    }

    /// Where another thread is here, this request does not count as one of a candidate: nobody waits.
    private HostTimers unknown(String host) {
        if (maxHosts == 0 || !lock.tryLock()) {
            return others;
        }
        try {
            endPeriods();
            int requests = candidates.add(host);
            return requests >= MIN_REQUESTS && hosts.size() < maxHosts ? admit(host) : others;
        } finally {
            lock.unlock();
        }
    }

    private HostTimers admit(String host) {
        candidates.remove(host);
        return hosts.computeIfAbsent(host, HostTimers::new);
    }

    private void endPeriods() {
        long periods = (nanoTime.getAsLong() - periodStart) / PERIOD;
        if (periods == 0) {
            return;
        }
        periodStart += periods * PERIOD;
        if (hosts.size() == maxHosts) {
            candidates
                    .mostFrequent()
                    .filter(candidate -> candidate.getValue() >= MIN_REQUESTS)
                    .ifPresent(candidate ->
                            replaceLeastUsed(candidate.getKey(), candidate.getValue()));
        }
        int shift = (int) Math.min(periods, 62);
        candidates.age(shift);
        hosts.values().forEach(timers -> timers.age(shift));
    }

    private void replaceLeastUsed(String candidate, int requests) {
        hosts.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().requests.sum()))
                .filter(least -> least.getValue().requests.sum() <= requests / 2)
                .ifPresent(least -> {
                    hosts.remove(least.getKey());
                    least.getValue().remove();
                    admit(candidate);
                });
    }

    /// The timers of one host, created when an outcome first occurs.
    private static final class HostTimers {
        final LongAdder requests = new LongAdder(); // recent ones
        private final String host;
        private final Map<String, Timer> byOutcome = new ConcurrentHashMap<>();

        HostTimers(String host) {
            this.host = host;
        }

        void record(String outcome, long nanos) {
            requests.increment();
            byOutcome.computeIfAbsent(outcome, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        }

        void age(int shift) {
            requests.add(requests.sumThenReset() >> shift);
        }

        void remove() {
            byOutcome.keySet().forEach(outcome -> Meters.remove(NAME, tags(outcome)));
        }

        private Timer timer(String outcome) {
            return Meters.timerWithoutBuckets(
                    NAME, "Requests by target, each attempt and redirect by itself", tags(outcome));
        }

        private Tag[] tags(String outcome) {
            return new Tag[] {Tag.create("target", host), Tag.create("outcome", outcome)};
        }
    }
}
