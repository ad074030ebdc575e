package dev.connectorproxy.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// One call of a command: when it must be over, who it is, and where its way out is noted for the log. Handed through as
/// a value; the same object for all requests a command sends.
///
/// @param requestId `X-Request-Id` of the caller, or one made for it
/// @param requestIdGiven whether it came from the caller; then it is handed on to the outside world
/// @param traceparent W3C Trace Context of the caller, handed on unchanged
/// @param deadline a reading of [System#nanoTime()]
/// @param trail what the way out notes of this call
/// @param memory bounds what the bodies of all calls together may hold
/// @param idempotencyKey the same each time this piece of work is begun anew after a crash, and never for another; there is
///     one where the work is kept on disk
public record Call(
        String requestId,
        boolean requestIdGiven,
        Optional<String> traceparent,
        long deadline,
        Trail trail,
        Memory memory,
        Optional<String> idempotencyKey) {
    public Call {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(traceparent, "traceparent");
        Objects.requireNonNull(trail, "trail");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    }

    /// A call that nobody would begin anew.
    public Call(
            String requestId,
            boolean requestIdGiven,
            Optional<String> traceparent,
            long deadline,
            Trail trail,
            Memory memory) {
        this(requestId, requestIdGiven, traceparent, deadline, trail, memory, Optional.empty());
    }

    /// A call without a bound on memory.
    public Call(
            String requestId,
            boolean requestIdGiven,
            Optional<String> traceparent,
            long deadline,
            Trail trail) {
        this(requestId, requestIdGiven, traceparent, deadline, trail, Memory.UNBOUNDED);
    }

    /// The time left until the deadline; zero or negative once it has passed.
    public Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    /// The call's share of the memory for bodies. What is taken is given back when the call has been answered.
    /// Implementations are thread-safe.
    @FunctionalInterface
    public interface Memory {

        /// Memory without a bound.
        Memory UNBOUNDED = _ -> {};

        /// Takes that many bytes more, before they are allocated; waits a little if they are not to be had at once.
        ///
        /// @throws ConnectorException `ProxyOverloaded`
        void take(long bytes);
    }

    /// Receives what a log line tells of the way out. Implementations are thread-safe.
    public interface Trail {

        /// A trail that forgets.
        Trail NONE =
                new Trail() {
                    @Override
                    public void attempt(String target) {}

                    @Override
                    public void bytes(long sent, long received) {}
                };

        /// An attempt begins.
        ///
        /// @param target `scheme://host:port`, no path, no query, no userinfo
        void attempt(String target);

        /// Bytes of bodies that went over the wire in one attempt.
        void bytes(long sent, long received);
    }
}
