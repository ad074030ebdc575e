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
public final class MemoryBudget {
    private static final int UNIT_BYTES = 1 << 10;

    private final Semaphore units;
    private final int totalBytes;
    private final Duration maxWait;

    MemoryBudget(LimitSettings limits) {
        this.totalBytes = limits.bodyBytes();
        this.units = new Semaphore(totalBytes / UNIT_BYTES, true);
        this.maxWait = limits.maxWait();
    }

    Share share() {
        return new Share();
    }

    /// The memory that one call has taken. Closing it returns all of it; a closed share grants no more.
    final class Share implements Call.Memory, AutoCloseable {
        private static final int CLOSED = -1;

        private final AtomicInteger takenUnits = new AtomicInteger();

        @Override
        public void take(long bytes) {
            int count = Math.toIntExact(Math.ceilDiv(bytes, UNIT_BYTES));
            if (!units.tryAcquire(count) && !acquireWithinMaxWait(count)) {
                throw refused();
            }
            if (takenUnits.getAndUpdate(units -> units == CLOSED ? CLOSED : units + count)
                    == CLOSED) {
                units.release(count);
                throw refused();
            }
        }

        @Override
        public void close() {
            units.release(Math.max(0, takenUnits.getAndSet(CLOSED)));
        }

        private boolean acquireWithinMaxWait(int count) {
            try {
                return units.tryAcquire(count, maxWait.toNanos(), TimeUnit.NANOSECONDS);
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
                        .formatted(totalBytes));
    }
}
