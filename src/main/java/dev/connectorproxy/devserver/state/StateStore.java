package dev.connectorproxy.devserver.state;

import dev.connectorproxy.devserver.memory.CopyingMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The states of one connector by their keys, and the tickets of the fetches that run now.
///
/// For each key, only one fetch at a time has a ticket; fetches of other keys run in parallel. The lock of the states
/// guards everything; it is never held while a provider is called. A fetch acquires its ticket with [#acquire], calls
/// the provider, and commits the new state only if nobody set or cleared the state in between. Thread-safe.
public final class StateStore {
    private final CopyingMap<StateKey, StateEntry> states =
            new CopyingMap<>(); // the entry changed last is at the end
    private final Map<StateKey, Ticket> tickets = new HashMap<>(); // guarded by the lock of states
    private final StateQuota quota;
    private boolean closed; // guarded by the lock of states

    public StateStore(StateQuota quota) {
        this.quota = quota;
    }

    /// The right of one fetch to commit the next state of its key.
    public static final class Ticket {
        private final StateKey key;
        private final Optional<StateEntry> before;
        private boolean superseded; // guarded by the lock of states

        private Ticket(StateKey key, Optional<StateEntry> before) {
            this.key = key;
            this.before = before;
        }

        /// The entry at the time when the ticket was acquired.
        public Optional<StateEntry> before() {
            return before;
        }
    }

    /// The result of waiting for a ticket.
    public sealed interface Acquisition {
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
    public Acquisition acquire(
            StateKey key, Optional<Predicate<StateKey>> cleared, Duration timeout)
            throws InterruptedException {
        return states.await(entries -> tryAcquire(entries, key, cleared), timeout)
                .orElseGet(Acquisition.TimedOut::new);
    }

    private Optional<Acquisition> tryAcquire(
            Map<StateKey, StateEntry> entries,
            StateKey key,
            Optional<Predicate<StateKey>> cleared) {
        if (closed) {
            return Optional.of(new Acquisition.Closed());
        }
        if (tickets.containsKey(key)) {
            return Optional.empty();
        }
        cleared.ifPresent(filter -> remove(entries, filter));
        reserveQuota(entries, key);
        var ticket = new Ticket(key, Optional.ofNullable(entries.get(key)));
        tickets.put(key, ticket);
        return Optional.of(new Acquisition.Acquired(ticket));
    }

    /// Stores the state from which the next fetch continues, unless the state was set or cleared since the ticket was
    /// acquired, or the connector was replaced or deleted.
    ///
    /// @return whether it was stored
    public boolean commit(Ticket ticket, StateEntry entry) {
        return states.update(entries -> {
            if (closed || ticket.superseded || tickets.get(ticket.key) != ticket) {
                return false;
            }
            entries.putLast(ticket.key, entry);
            return true;
        });
    }

    /// Restores the entry of the time when the ticket was acquired, unless the state was set or cleared since then. To
    /// be called before the ticket is released.
    public void rollback(Ticket ticket) {
        states.change(entries -> {
            if (closed || ticket.superseded || tickets.get(ticket.key) != ticket) {
                return;
            }
            ticket.before.ifPresentOrElse(
                    entry -> entries.putLast(ticket.key, entry), () -> entries.remove(ticket.key));
        });
    }

    /// Returns a ticket.
    public void release(Ticket ticket) {
        states.change(entries -> {
            if (tickets.remove(ticket.key, ticket)) {
                returnQuota(entries, ticket.key);
            }
        });
    }

    /// Sets a state. A fetch that runs now will not overwrite it.
    ///
    /// @return false if the connector was replaced or deleted
    /// @throws DevServerException 409 when the quota of states is used up
    public boolean put(StateKey key, StateEntry entry) {
        return states.update(entries -> {
            if (closed) {
                return false;
            }
            reserveQuota(entries, key);
            supersede(key::equals);
            entries.putLast(key, entry);
            return true;
        });
    }

    /// Clears states. Fetches that run now will not restore them.
    public void clear(Predicate<StateKey> filter) {
        states.change(entries -> remove(entries, filter));
    }

    /// Clears everything, because the connector was replaced or deleted. Fetches that run now end normally, but
    /// change nothing.
    public void close() {
        states.change(entries -> {
            closed = true;
            remove(entries, _ -> true);
        });
    }

    public Optional<StateEntry> get(StateKey key) {
        return states.update(entries -> Optional.ofNullable(entries.get(key)));
    }

    /// A copy of all entries, the one changed last at the end.
    public Map<StateKey, StateEntry> all() {
        return states.all();
    }

    private void remove(Map<StateKey, StateEntry> entries, Predicate<StateKey> filter) {
        supersede(filter);
        for (var key : entries.keySet().stream().filter(filter).toList()) {
            entries.remove(key);
            returnQuota(entries, key);
        }
    }

    private void supersede(Predicate<StateKey> filter) {
        tickets.values().stream()
                .filter(ticket -> filter.test(ticket.key))
                .forEach(ticket -> ticket.superseded = true);
    }

    private void reserveQuota(Map<StateKey, StateEntry> entries, StateKey key) {
        if (!entries.containsKey(key) && !tickets.containsKey(key)) {
            quota.acquire();
        }
    }

    private void returnQuota(Map<StateKey, StateEntry> entries, StateKey key) {
        if (!entries.containsKey(key) && !tickets.containsKey(key)) {
            quota.release();
        }
    }
}
