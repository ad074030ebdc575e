package dev.connectorproxy.observe;

import java.util.concurrent.atomic.AtomicReference;

/// Whether new work is welcome: starting, then ready, then draining, and never back. Thread-safe.
public final class Readiness {
    private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

    /// The start is over.
    public void ready() {
        state.compareAndSet(State.STARTING, State.READY);
    }

    /// The end has begun: readiness turns 503.
    public void drain() {
        state.set(State.DRAINING);
    }

    /// Whether new work is welcome.
    public boolean isReady() {
        return state.get() == State.READY;
    }

    /// Whether the start is over, for better or for worse.
    public boolean isStarted() {
        return state.get() != State.STARTING;
    }

    private enum State {
        STARTING,
        READY,
        DRAINING
    }
}
