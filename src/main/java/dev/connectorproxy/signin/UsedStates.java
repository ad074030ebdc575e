package dev.connectorproxy.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The states that were answered and are not yet too old, so that each is answered once. Bounded: beyond that the oldest is
/// forgotten, and only the provider's own rule, that a code works once, stands. Thread-safe.
final class UsedStates {
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Instant> ends = new LinkedHashMap<>(); // guarded by lock

    UsedStates(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether this state is used for the first time; from now on it is used.
    boolean first(State state) {
        var now = clock.instant();
        lock.lock();
        try {
            forget(now);
            return ends.putIfAbsent(state.nonce(), state.end()) == null;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Instant now) {
        Iterator<Instant> oldest = ends.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isAfter(now) && ends.size() < MOST) {
                return;
            }
            oldest.remove();
        }
    }
}
