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

/// The states of one connector, each under the key it is kept by, and who fetches under which key right now.
///
/// One fetch at a time has the turn for a key; other keys go on meanwhile. Everything is guarded by one lock, which is held
/// for a few map operations and never while a provider works: a fetch takes its turn with [#begin], calls its provider, and
/// commits only if nobody set or cleared the state in between. Keys and entries are immutable, so that what goes in or out
/// is a copy. Thread-safe.
final class States {
    private final Lock lock = new ReentrantLock();
    private final Condition landed = lock.newCondition();
    private final LinkedHashMap<StateKey, StateEntry> entries =
            new LinkedHashMap<>(); // guarded by lock; the one changed last is the last
    private final Map<StateKey, Flight> flights = new HashMap<>(); // guarded by lock
    private final Places places;
    private boolean closed; // guarded by lock

    States(Places places) {
        this.places = places;
    }

    /// A fetch that has the turn for its key.
    static final class Flight {
        private final StateKey key;
        private final Optional<StateEntry> before;
        private boolean overtaken; // guarded by the lock of its states

        private Flight(StateKey key, Optional<StateEntry> before) {
            this.key = key;
            this.before = before;
        }

        /// What was there when the turn came.
        Optional<StateEntry> before() {
            return before;
        }
    }

    /// How the wait for a turn ended.
    sealed interface Turn {
        record Mine(Flight flight) implements Turn {}

        /// Others took too long.
        record Late() implements Turn {}

        /// The connector was replaced or deleted.
        record Gone() implements Turn {}
    }

    /// Waits for the turn, and takes it. It must be given back with [#land].
    ///
    /// @param cleared what is cleared then, before the fetch sees its state; empty for nothing
    /// @throws DevFailure there is no place for another state
    Turn begin(StateKey key, Optional<Predicate<StateKey>> cleared, Duration patience)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (long left = patience.toNanos(); !closed && flights.containsKey(key); ) {
                if (left <= 0) {
                    return new Turn.Late();
                }
                left = landed.awaitNanos(left);
            }
            if (closed) {
                return new Turn.Gone();
            }
            cleared.ifPresent(this::remove); // looks at every key, hence not for nothing
            occupy(key);
            var flight = new Flight(key, Optional.ofNullable(entries.get(key)));
            flights.put(key, flight);
            return new Turn.Mine(flight);
        } finally {
            lock.unlock();
        }
    }

    /// Stores where the next fetch goes on, unless the state was set or cleared since the turn began, or the connector is
    /// gone.
    ///
    /// @return whether it was stored
    boolean commit(Flight flight, StateEntry entry) {
        return locked(() -> {
            if (closed || flight.overtaken || flights.get(flight.key) != flight) {
                return false;
            }
            entries.putLast(flight.key, entry);
            return true;
        });
    }

    /// Gives the turn back.
    void land(Flight flight) {
        locked(() -> {
            if (flights.remove(flight.key, flight)) {
                vacate(flight.key);
                landed.signalAll();
            }
            return true;
        });
    }

    /// Sets a state; a fetch under way will not change it.
    ///
    /// @return whether the connector is still there
    /// @throws DevFailure there is no place for another state
    boolean put(StateKey key, StateEntry entry) {
        return locked(() -> {
            if (closed) {
                return false;
            }
            occupy(key);
            overtake(key::equals);
            entries.putLast(key, entry);
            return true;
        });
    }

    /// Clears states; fetches under way will not bring them back.
    void clear(Predicate<StateKey> which) {
        locked(() -> {
            remove(which);
            return true;
        });
    }

    /// Forgets everything: the connector is gone. Fetches under way go on and change nothing.
    void close() {
        locked(() -> {
            closed = true;
            remove(_ -> true);
            landed.signalAll();
            return true;
        });
    }

    /// All entries, the one changed last at the end.
    Map<StateKey, StateEntry> all() {
        return locked(() -> new LinkedHashMap<>(entries));
    }

    private void remove(Predicate<StateKey> which) {
        overtake(which);
        var keys = new ArrayList<>(entries.keySet());
        keys.removeIf(which.negate());
        for (var key : List.copyOf(keys)) {
            entries.remove(key);
            vacate(key);
        }
    }

    private void overtake(Predicate<StateKey> which) {
        flights.values().stream()
                .filter(it -> which.test(it.key))
                .forEach(it -> it.overtaken = true);
    }

    private void occupy(StateKey key) {
        if (!entries.containsKey(key) && !flights.containsKey(key)) {
            places.take();
        }
    }

    private void vacate(StateKey key) {
        if (!entries.containsKey(key) && !flights.containsKey(key)) {
            places.giveBack();
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
