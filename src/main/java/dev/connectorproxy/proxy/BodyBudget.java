package dev.connectorproxy.proxy;

import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The limit on the memory of all bodies together: those of callers' requests, of requests to targets and of their
/// responses. A call with large bodies waits or is refused, so that the others keep their heap. Thread-safe.
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

    /// A new, empty share for one call.
    Share share() {
        return new Share();
    }

    /// The memory that one call has taken. Closing it returns all of it; a closed share grants no more.
    final class Share implements Call.Memory, AutoCloseable {
        private static final int CLOSED = -1;

        private final AtomicInteger taken = new AtomicInteger();

        @Override
        public void take(long bytes) {
            int count = Math.toIntExact(Math.ceilDiv(bytes, UNIT));
            if (!units.tryAcquire(count) && !acquireInTime(count)) {
                throw refused();
            }
            if (taken.getAndUpdate(units -> units == CLOSED ? CLOSED : units + count) == CLOSED) {
                units.release(count);
                throw refused();
            }
        }

        @Override
        public void close() {
            units.release(Math.max(0, taken.getAndSet(CLOSED)));
        }

        private boolean acquireInTime(int count) {
            try {
                return units.tryAcquire(count, patience.toNanos(), TimeUnit.NANOSECONDS);
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
