package dev.connectorproxy.connector.postgres;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The connections of one connection string: so many at most, the idle ones kept for the next call. Holds no credentials:
/// who finds none idle opens one with its own. Thread-safe; no I/O under the lock.
final class Pool {
    /// A server's certificate, address or password may change: nothing lasts for ever.
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Semaphore places;
    private final LongSupplier nanoClock;
    private final Lock lock = new ReentrantLock();
    private final Deque<Session> idle = new ArrayDeque<>(); // guarded by lock, the last used first
    private boolean closed; // guarded by lock

    Pool(int size, LongSupplier nanoClock) {
        this.places = new Semaphore(size, true);
        this.nanoClock = nanoClock;
    }

    /// Waits for a place, which [#leave()] gives back.
    ///
    /// @return whether there was one in time
    boolean enter(Duration patience) throws InterruptedException {
        return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Gives a place back.
    void leave() {
        places.release();
    }

    /// Takes an idle connection.
    Optional<Session> take() {
        lock.lock();
        try {
            return Optional.ofNullable(idle.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    /// Keeps a connection for the next call.
    ///
    /// @return whether it was kept; otherwise it is the caller's to close
    boolean keep(Session session) {
        long now = nanoClock.getAsLong();
        lock.lock();
        try {
            if (closed || session.isOlderThan(LIFETIME, now)) {
                return false;
            }
            idle.addFirst(session.rested(now));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes out what has been idle for so long.
    List<Session> takeIdle(Duration span) {
        long now = nanoClock.getAsLong();
        var taken = new ArrayList<Session>();
        lock.lock();
        try {
            idle.removeIf(it -> {
                boolean stale = it.restsLongerThan(span, now) || it.isOlderThan(LIFETIME, now);
                return stale && taken.add(it);
            });
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Takes out all that are idle and keeps none from now on; those in use are closed by who uses them.
    List<Session> close() {
        lock.lock();
        try {
            closed = true;
            var taken = List.copyOf(idle);
            idle.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
