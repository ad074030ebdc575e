package dev.connectorproxy.connector.postgres.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The pools by connection string. Their number is limited: the least recently used one is closed. A background thread,
/// started with the first pool, closes connections that were idle for too long. Thread-safe; no I/O under the lock.
final class ConnectionPools implements AutoCloseable {
    private final PostgresSettings settings;
    private final LongSupplier nanoClock;
    private final Lock lock = new ReentrantLock();
    private final LinkedHashMap<PoolKey, ConnectionPool> pools =
            new LinkedHashMap<>(16, 0.75f, true); // guarded by lock, by last access
    private Thread sweeper; // guarded by lock: null until the first pool
    private boolean closed; // guarded by lock

    ConnectionPools(PostgresSettings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    /// The pool for this key, created if missing, without opening a connection.
    ConnectionPool of(PoolKey key) {
        var surplus = new ArrayList<ConnectionPool>();
        ConnectionPool pool;
        lock.lock();
        try {
            pool =
                    pools.computeIfAbsent(
                            key, _ -> new ConnectionPool(settings.poolSize(), nanoClock));
            while (pools.size() > (closed ? 0 : settings.pools())) {
                surplus.add(pools.pollFirstEntry().getValue());
            }
            startSweeper();
        } finally {
            lock.unlock();
        }
        surplus.forEach(evicted -> evicted.close().forEach(PooledConnection::close));
        return pool;
    }

    /// Closes the connections that have been idle for too long.
    void closeStale() {
        var stale = new ArrayList<PooledConnection>();
        List<ConnectionPool> all;
        lock.lock();
        try {
            all = List.copyOf(pools.values());
        } finally {
            lock.unlock();
        }
        all.forEach(pool -> stale.addAll(pool.removeStale(settings.idleTimeout())));
        stale.forEach(PooledConnection::close);
    }

    /// Closes all idle connections and ends the background thread. A pool requested afterwards keeps no connection.
    @Override
    public void close() {
        List<ConnectionPool> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(pools.values());
            pools.clear();
            if (sweeper != null) {
                sweeper.interrupt();
            }
        } finally {
            lock.unlock();
        }
        all.forEach(pool -> pool.close().forEach(PooledConnection::close));
    }

    /// The number of pools.
    int size() {
        lock.lock();
        try {
            return pools.size();
        } finally {
            lock.unlock();
        }
    }

    private void startSweeper() {
        if (sweeper == null && !closed) {
            sweeper = Thread.ofVirtual().name("postgres-idle").start(this::runSweeper);
        }
    }

    /// Runs on a virtual thread, which is a daemon and does not keep the process alive.
    private void runSweeper() {
        var interval = settings.idleTimeout().dividedBy(4);
        try {
            while (true) {
                Thread.sleep(
                        interval.compareTo(Duration.ofMillis(10)) < 0
                                ? Duration.ofMillis(10)
                                : interval);
                closeStale();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
