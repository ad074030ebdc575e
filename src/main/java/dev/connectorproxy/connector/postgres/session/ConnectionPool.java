package dev.connectorproxy.connector.postgres.session;

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

/// The connections of one connection string: limits their number and keeps the idle ones for the next call. It holds no
/// credentials: a call that finds no idle connection opens one with its own. Thread-safe; no I/O under the lock.
final class ConnectionPool {
    /// The maximum age of a connection, since a server's certificate, address or password may change.
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Semaphore permits;
    private final LongSupplier nanoClock;
    private final Lock lock = new ReentrantLock();
    private final Deque<PooledConnection> idle =
            new ArrayDeque<>(); // guarded by lock, the most recently used first
    private boolean closed; // guarded by lock

    ConnectionPool(int size, LongSupplier nanoClock) {
        this.permits = new Semaphore(size, true);
        this.nanoClock = nanoClock;
    }

    /// Waits for a permit to use a connection, which [#releasePermit()] returns.
    ///
    /// @return false if there was none within the timeout
    boolean acquirePermit(Duration timeout) throws InterruptedException {
        return permits.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Returns a permit.
    void releasePermit() {
        permits.release();
    }

    /// Takes an idle connection, if there is one.
    Optional<PooledConnection> pollIdle() {
        lock.lock();
        try {
            return Optional.ofNullable(idle.pollFirst());
        } finally {
            lock.unlock();
        }
    }

    /// Offers a connection for the next call.
    ///
    /// @return false if it was not kept; then the caller closes it
    boolean offerIdle(PooledConnection connection) {
        long now = nanoClock.getAsLong();
        lock.lock();
        try {
            if (closed || connection.isOlderThan(LIFETIME, now)) {
                return false;
            }
            idle.addFirst(connection.idleSince(now));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Removes the connections that have been idle for longer than this or are too old; the caller closes them.
    List<PooledConnection> removeStale(Duration idleTimeout) {
        long now = nanoClock.getAsLong();
        var removed = new ArrayList<PooledConnection>();
        lock.lock();
        try {
            idle.removeIf(connection -> {
                boolean stale =
                        connection.isIdleLongerThan(idleTimeout, now)
                                || connection.isOlderThan(LIFETIME, now);
                return stale && removed.add(connection);
            });
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /// Removes all idle connections, which the caller closes, and keeps none from now on; connections in use are closed
    /// by their calls.
    List<PooledConnection> close() {
        lock.lock();
        try {
            closed = true;
            var removed = List.copyOf(idle);
            idle.clear();
            return removed;
        } finally {
            lock.unlock();
        }
    }
}
