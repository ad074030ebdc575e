package dev.connectorproxy.observe;

import java.util.concurrent.atomic.AtomicReference;

/// Whether new requests are accepted: starting, then ready, then draining, never back. Thread-safe.
public final class Readiness {
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

    public void ready() {
        state.compareAndSet(State.STARTING, State.READY);
    }

    /// The shutdown has begun: readiness becomes 503.
    public void drain() {
        state.set(State.DRAINING);
    }

    public boolean isReady() {
        return state.get() == State.READY;
    }

    /// Whether the start has ended, successfully or not.
    public boolean isStarted() {
        return state.get() != State.STARTING;
    }

    private enum State {
        STARTING,
        READY,
        DRAINING
    }
}
