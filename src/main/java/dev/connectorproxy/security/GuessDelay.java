package dev.connectorproxy.security;

import dev.connectorproxy.toolkit.LruMap;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Delays the responses to wrong API keys, longer with each wrong key from the same source: the first three not at all,
/// then 100 ms, doubled with each further one up to 5 s. A source that sends no wrong key for ten minutes starts again.
/// Requests with a valid key are not affected. Thread-safe.
final class GuessDelay {
    static final Duration MAX_DELAY = Duration.ofSeconds(5);

    /// The maximum number of requests that wait at once, of all sources and of one.
    static final int MAX_WAITING = 256;

    static final int MAX_WAITING_PER_SOURCE = 16;

    static final int MAX_SOURCES = 4_096;

    private static final int WITHOUT_DELAY = 3;
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final int MAX_DOUBLINGS = 10;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Lock lock = new ReentrantLock();
    private final LruMap<SourceAddress, Guesses> sources =
            new LruMap<>(MAX_SOURCES, _ -> {}); // guarded by lock
    private int waiting; // guarded by lock

    /// Blocks for a duration.
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    GuessDelay() {
        this(System::nanoTime, Thread::sleep);
    }

    GuessDelay(LongSupplier nanoTime, Sleeper sleeper) {
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /// The wrong keys of one source; guarded by the lock.
    private static final class Guesses {
        private int count;
        private int waiting;
        private long last;
    }

    /// Counts a wrong key, and blocks for the delay.
    ///
    /// @return false, at once, if too many requests wait already
    boolean await(SourceAddress source) {
        lock.lock();
        Guesses guesses;
        Duration delay;
        try {
            guesses = sources.computeIfAbsent(source, _ -> new Guesses());
            delay = count(guesses);
            if (waiting >= MAX_WAITING || guesses.waiting >= MAX_WAITING_PER_SOURCE) {
                return false;
            }
            if (delay.isZero()) {
                return true;
            }
            waiting++;
            guesses.waiting++;
        } finally {
            lock.unlock();
        }
        sleep(guesses, delay);
        return true;
    }

    private Duration count(Guesses guesses) {
        long now = nanoTime.getAsLong();
        if (now - guesses.last > MEMORY.toNanos()) {
            guesses.count = 0;
        }
        guesses.last = now;
        guesses.count++;
        int beyond = guesses.count - WITHOUT_DELAY;
        if (beyond <= 0) {
            return Duration.ZERO;
        }
        var delay = FIRST_DELAY.multipliedBy(1L << Math.min(beyond - 1, MAX_DOUBLINGS));
        return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
    }

    /// Outside the lock. An interruption, which is the end of the server, ends the delay.
    private void sleep(Guesses guesses, Duration delay) {
        try {
            sleeper.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.lock();
            try {
                waiting--;
                guesses.waiting--;
            } finally {
                lock.unlock();
            }
        }
    }
}
