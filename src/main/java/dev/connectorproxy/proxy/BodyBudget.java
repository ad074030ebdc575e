package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The bound on what the bodies of all calls hold at once: what callers send, what goes out, what comes back. Many calls
/// with large bodies wait or are refused, so that they do not take the heap from all the others. Thread-safe.
public final class BodyBudget {
    private static final int UNIT = 1 << 10;

    private final Semaphore units;
    private final int bytes;
    private final Duration patience;

    BodyBudget(LimitSettings limits) {
        this.bytes = limits.bodyBytes();
        this.units = new Semaphore(bytes / UNIT, true);
        this.patience = limits.patience();
    }

    /// One call's share, empty so far.
    Share share() {
        return new Share();
    }

    /// What one call has taken. Closing it gives everything back; afterwards nothing more is to be had.
    final class Share implements Call.Memory, AutoCloseable {
        private static final int CLOSED = -1;

        private final AtomicInteger taken = new AtomicInteger();

        @Override
        public void take(long bytes) {
            int more = Math.toIntExact(Math.ceilDiv(bytes, UNIT));
            if (!units.tryAcquire(more) && !acquireInTime(more)) {
                throw refused();
            }
            if (taken.getAndUpdate(it -> it == CLOSED ? CLOSED : it + more) == CLOSED) {
                units.release(more);
                throw refused();
            }
        }

        @Override
        public void close() {
            units.release(Math.max(0, taken.getAndSet(CLOSED)));
        }

        private boolean acquireInTime(int more) {
            try {
                return units.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private ConnectorException refused() {
        return new ConnectorException(
                ErrorCode.PROXY_OVERLOADED,
                "the bodies of all calls hold %d bytes already (limits.body-bytes); try again shortly"
                        .formatted(bytes));
    }
}
