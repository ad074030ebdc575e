package dev.connectorproxy.database.session;

import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/// The connections by connection string or URL. Its elements are slots, which the calls fill with connections: so a connection
/// is opened by the call that needs it, with its own credentials and deadline, and no call waits for the connection of
/// another one to open. A thread of the library closes idle connections. Thread-safe; no I/O under the lock.
final class ConnectionPool<C extends PooledConnection> implements AutoCloseable {
    private static final Duration MIN_EVICTION_INTERVAL = Duration.ofMillis(10);

    private final GenericKeyedObjectPool<PoolKey, ConnectionSlot<C>> slots;
    private final int maxKeys;
    private final Lock lock = new ReentrantLock();
    private final SequencedSet<PoolKey> recent =
            new LinkedHashSet<>(); // guarded by lock, the most recently used last

    /// Starts the thread that closes idle connections.
    ConnectionPool(PoolLimits settings) {
        this.maxKeys = settings.pools();
        this.slots = new GenericKeyedObjectPool<>(new SlotFactory<C>(), config(settings));
    }

    /// Takes a slot, preferably one with an idle connection; waits while all slots of this connection string are in use.
    ///
    /// @throws ConnectorException `ProxyOverloaded` after the timeout
    ConnectionSlot<C> borrow(PoolKey key, Duration timeout) throws InterruptedException {
        try {
            return slots.borrowObject(key, timeout.isNegative() ? Duration.ZERO : timeout);
        } catch (NoSuchElementException e) {
            throw new ConnectorException(
                    ErrorCode.PROXY_OVERLOADED,
                    "all connections that may be open to this database are in use",
                    e);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a slot is made without I/O", e);
        }
    }

    /// Gives a slot back, empty or with a connection for the next call. Beyond the maximum of connection strings, the
    /// idle connections of the least recently used one are closed.
    void giveBack(PoolKey key, ConnectionSlot<C> slot) {
        slots.returnObject(key, slot);
        touch(key).ifPresent(slots::clear);
    }

    /// Closes the idle connections and ends the thread. Calls still get slots, whose connections are closed afterwards.
    @Override
    public void close() {
        slots.setMaxIdlePerKey(0);
        slots.setDurationBetweenEvictionRuns(Duration.ofMillis(-1));
        slots.clear();
    }

    /// @return the connection string that is one too many
    private Optional<PoolKey> touch(PoolKey key) {
        lock.lock();
        try {
            recent.addLast(key);
            return recent.size() > maxKeys ? Optional.of(recent.removeFirst()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private static <C extends PooledConnection>
            GenericKeyedObjectPoolConfig<ConnectionSlot<C>> config(PoolLimits settings) {
        var config = new GenericKeyedObjectPoolConfig<ConnectionSlot<C>>();
        config.setMaxTotalPerKey(settings.poolSize());
        config.setMaxIdlePerKey(settings.poolSize());
        config.setFairness(true);
        config.setJmxEnabled(false);
        var interval = settings.idleTimeout().dividedBy(4);
        config.setTimeBetweenEvictionRuns(
                interval.compareTo(MIN_EVICTION_INTERVAL) < 0 ? MIN_EVICTION_INTERVAL : interval);
        config.setNumTestsPerEvictionRun(-1); // all idle slots
        config.setReuseCapacityOnMaintenance(true); // for a call that found its slot being evicted
        config.setEvictionPolicy((_, slot, _) ->
                slot.getIdleDuration().compareTo(settings.idleTimeout()) > 0
                        || slot.getObject().isExpired());
        return config;
    }

    private static final class SlotFactory<C extends PooledConnection>
            extends BaseKeyedPooledObjectFactory<PoolKey, ConnectionSlot<C>> {
        @Override
        public ConnectionSlot<C> create(PoolKey key) {
            return new ConnectionSlot<>();
        }

        @Override
        public PooledObject<ConnectionSlot<C>> wrap(ConnectionSlot<C> slot) {
            return new DefaultPooledObject<>(slot);
        }

        @Override
        public void destroyObject(PoolKey key, PooledObject<ConnectionSlot<C>> slot) {
            slot.getObject().close();
        }
    }
}
