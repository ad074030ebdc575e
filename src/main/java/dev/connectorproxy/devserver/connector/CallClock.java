package dev.connectorproxy.devserver.connector;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// The clock of connectors. It stands still during a fetch, on the thread of the call, so that the fetch can be repeated
/// at the same time with the same result. Thread-safe.
public final class CallClock implements InstantSource {
    private final ScopedValue<Instant> standing = ScopedValue.newInstance();
    private final InstantSource source;

    public CallClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return standing.isBound() ? standing.get() : source.instant();
    }

    /// Does work during which the clock stands still.
    public <T> T standingAt(Instant time, Supplier<T> work) {
        return ScopedValue.where(standing, time).call(work::get);
    }
}
