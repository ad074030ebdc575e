package dev.connectorproxy.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// The unexpired states that were used, so that each is used once only. Bounded: when it is full, the oldest is
/// dropped, and then only the provider's own rule, that a code works once, protects that sign-in. Thread-safe.
final class UsedStates {
    private static final int MAX_STATES = 10_000;

    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Instant> expiries = new LinkedHashMap<>(); // guarded by lock

    UsedStates(InstantSource clock) {
        this.clock = clock;
    }

    /// @return whether it was unused before
    boolean markUsed(SigninState state) {
        var now = clock.instant();
        lock.lock();
        try {
            removeExpired(now);
            return expiries.putIfAbsent(state.nonce(), state.expiry()) == null;
        } finally {
            lock.unlock();
        }
    }

    private void removeExpired(Instant now) {
        Iterator<Instant> oldest = expiries.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isAfter(now) && expiries.size() < MAX_STATES) {
                return;
            }
            oldest.remove();
        }
    }
}
