package dev.connectorproxy.server;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The open connections of a listener, by caller. When so many are open that few further ones can be accepted, each new
/// one closes the longest-lived one that waits for its peer: of the callers that are not identified yet, or else of the
/// caller with the most connections. So nobody can keep others from connecting by connections that do nothing.
/// Thread-safe.
final class OpenConnections {
    private static final String UNIDENTIFIED = "";

    private final int maxUnchecked;
    private final Lock lock = new ReentrantLock();
    private final Map<String, SequencedSet<ClientTimeout>> byCaller =
            new HashMap<>(); // guarded by lock, the oldest connections first
    private final Map<ClientTimeout, String> callers = new HashMap<>(); // guarded by lock

    /// @param maxUnchecked the number of connections up to which none is closed
    OpenConnections(int maxUnchecked) {
        this.maxUnchecked = maxUnchecked;
    }

    /// A connection was accepted.
    void add(ClientTimeout connection) {
        Optional<ClientTimeout> stopped;
        lock.lock();
        try {
            put(connection, UNIDENTIFIED);
            stopped = callers.size() > maxUnchecked ? stopOne() : Optional.empty();
        } finally {
            lock.unlock();
        }
        stopped.ifPresent(ClientTimeout::close);
    }

    /// The caller on the connection is known now.
    void identify(ClientTimeout connection, String caller) {
        lock.lock();
        try {
            if (take(connection)) {
                put(connection, caller);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A connection has been closed.
    void remove(ClientTimeout connection) {
        lock.lock();
        try {
            take(connection);
        } finally {
            lock.unlock();
        }
    }

    private void put(ClientTimeout connection, String caller) {
        callers.put(connection, caller);
        byCaller.computeIfAbsent(caller, _ -> new LinkedHashSet<>()).add(connection);
    }

    private boolean take(ClientTimeout connection) {
        var caller = callers.remove(connection);
        if (caller == null) {
            return false;
        }
        var connections = byCaller.get(caller);
        connections.remove(connection);
        if (connections.isEmpty()) {
            byCaller.remove(caller);
        }
        return true;
    }

    private Optional<ClientTimeout> stopOne() {
        return stopOldest(UNIDENTIFIED).or(() -> mostConnected().flatMap(this::stopOldest));
    }

    private Optional<String> mostConnected() {
        return byCaller.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .map(Map.Entry::getKey);
    }

    private Optional<ClientTimeout> stopOldest(String caller) {
        var connections = byCaller.get(caller);
        return connections == null
                ? Optional.empty()
                : connections.stream().filter(ClientTimeout::tryStop).findFirst();
    }
}
