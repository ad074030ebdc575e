package dev.connectorproxy.devserver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The states of one connector by their keys, and the tickets of the fetches that run now.
///
/// For each key, only one fetch at a time has a ticket; fetches of other keys run in parallel. One lock guards
/// everything; it is held for a few map operations and never while a provider is called. A fetch acquires its ticket
/// with [#acquire], calls the provider, and commits the new state only if nobody set or cleared the state in between.
/// Keys and entries are immutable. Thread-safe.
final class StateStore {
    private final Lock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final LinkedHashMap<StateKey, StateEntry> entries =
            new LinkedHashMap<>(); // guarded by lock; the entry changed last is at the end
    private final Map<StateKey, Ticket> tickets = new HashMap<>(); // guarded by lock
    private final StateQuota quota;
    private boolean closed; // guarded by lock

    StateStore(StateQuota quota) {
        this.quota = quota;
    }

    /// The right of one fetch to commit the next state of its key.
    static final class Ticket {
        private final StateKey key;
        private final Optional<StateEntry> before;
        private boolean superseded; // guarded by the lock of the store

        private Ticket(StateKey key, Optional<StateEntry> before) {
            this.key = key;
            this.before = before;
        }

        /// The entry at the time when the ticket was acquired.
        Optional<StateEntry> before() {
            return before;
        }
    }

    /// The result of waiting for a ticket.
    sealed interface Acquisition {
        record Acquired(Ticket ticket) implements Acquisition {}

        /// Earlier fetches of the key took too long.
        record TimedOut() implements Acquisition {}

        /// The connector was replaced or deleted.
        record Closed() implements Acquisition {}
    }

    /// Waits until no other fetch has the ticket for the key, and acquires it. The caller must return it with
    /// [#release].
    ///
    /// @param cleared selects the states to clear then, before the fetch sees its own; empty for none
    /// @throws DevServerException 409 when the quota of states is used up
    Acquisition acquire(StateKey key, Optional<Predicate<StateKey>> cleared, Duration timeout)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = timeout.toNanos(); !closed && tickets.containsKey(key); ) {
                if (left <= 0) {
                    return new Acquisition.TimedOut();
                }
                left = released.awaitNanos(left);
            }
            if (closed) {
                return new Acquisition.Closed();
            }
            cleared.ifPresent(
                    this::remove); // visits every key, hence skipped when there is nothing to clear
            reserveQuota(key);
            var ticket = new Ticket(key, Optional.ofNullable(entries.get(key)));
            tickets.put(key, ticket);
            return new Acquisition.Acquired(ticket);
        } finally {
            lock.unlock();
        }
    }

    /// Stores the state from which the next fetch continues, unless the state was set or cleared since the ticket was
    /// acquired, or the connector was replaced or deleted.
    ///
    /// @return whether it was stored
    boolean commit(Ticket ticket, StateEntry entry) {
        return locked(() -> {
            if (closed || ticket.superseded || tickets.get(ticket.key) != ticket) {
                return false;
            }
            entries.putLast(ticket.key, entry);
            return true;
        });
    }

    /// Returns a ticket.
    void release(Ticket ticket) {
        locked(() -> {
            if (tickets.remove(ticket.key, ticket)) {
                returnQuota(ticket.key);
                released.signalAll();
            }
            return true;
        });
    }

    /// Sets a state. A fetch that runs now will not overwrite it.
    ///
    /// @return false if the connector was replaced or deleted
    /// @throws DevServerException 409 when the quota of states is used up
    boolean put(StateKey key, StateEntry entry) {
        return locked(() -> {
            if (closed) {
                return false;
            }
            reserveQuota(key);
            supersede(key::equals);
            entries.putLast(key, entry);
            return true;
        });
    }

    /// Clears states. Fetches that run now will not restore them.
    void clear(Predicate<StateKey> filter) {
        locked(() -> {
            remove(filter);
            return true;
        });
    }

    /// Clears everything, because the connector was replaced or deleted. Fetches that run now end normally, but
    /// change nothing.
    void close() {
        locked(() -> {
            closed = true;
            remove(_ -> true);
            released.signalAll();
            return true;
        });
    }

    /// A copy of all entries, the one changed last at the end.
    Map<StateKey, StateEntry> all() {
        return locked(() -> new LinkedHashMap<>(entries));
    }

    private void remove(Predicate<StateKey> filter) {
        supersede(filter);
        var keys = new ArrayList<>(entries.keySet());
        keys.removeIf(filter.negate());
        for (var key : List.copyOf(keys)) {
            entries.remove(key);
            returnQuota(key);
        }
    }

    private void supersede(Predicate<StateKey> filter) {
        tickets.values().stream()
                .filter(ticket -> filter.test(ticket.key))
                .forEach(ticket -> ticket.superseded = true);
    }

    private void reserveQuota(StateKey key) {
        if (!entries.containsKey(key) && !tickets.containsKey(key)) {
            quota.acquire();
        }
    }

    private void returnQuota(StateKey key) {
        if (!entries.containsKey(key) && !tickets.containsKey(key)) {
            quota.release();
        }
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
