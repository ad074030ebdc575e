package dev.connectorproxy.proxy;

import dev.connectorproxy.limit.FairLimiter;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.RefusalCounts;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// The limit on the memory of all bodies together, shared by the callers: those of their requests, of requests to targets
/// and of their responses. A call with large bodies waits or is refused, so that the others keep their heap.
/// Thread-safe.
public final class MemoryBudget implements LimitUsage {
    private static final int UNIT_BYTES = 1 << 10;

    private final FairLimiter units;
    private final int totalBytes;
    private final Duration maxWait;
    private final RefusalCounts refusals = new RefusalCounts();

    MemoryBudget(LimitSettings limits, Shares shares) {
        this.totalBytes = limits.bodyBytes();
        this.units = new FairLimiter(totalBytes / UNIT_BYTES, shares);
        this.maxWait = limits.maxWait();
    }

    /// The memory of one call, nothing yet.
    CallMemory newCall(String caller) {
        return new CallMemory(caller);
    }

    /// In bytes.
    @Override
    public long used(String caller) {
        return (long) units.used(caller) * UNIT_BYTES;
    }

    @Override
    public long refusals(String caller) {
        return refusals.of(caller);
    }

    /// The memory that one call has taken. Closing it returns all of it; then it grants no more.
    final class CallMemory implements Call.Memory, AutoCloseable {
        private static final int CLOSED = -1;

        private final String caller;
        private final AtomicInteger takenUnits = new AtomicInteger();

        CallMemory(String caller) {
            this.caller = caller;
        }

        @Override
        public void take(long bytes) {
            int count = Math.toIntExact(Math.ceilDiv(bytes, UNIT_BYTES));
            if (count == 0) {
                return;
            }
            if (!acquireWithinMaxWait(count)) {
                refusals.add(caller);
                throw refused();
            }
            if (takenUnits.getAndUpdate(units -> units == CLOSED ? CLOSED : units + count)
                    == CLOSED) {
                units.release(caller, count);
                throw refused();
            }
        }

        @Override
        public void close() {
            int count = takenUnits.getAndSet(CLOSED);
            if (count > 0) {
                units.release(caller, count);
            }
        }

        private boolean acquireWithinMaxWait(int count) {
            try {
                return units.tryAcquire(caller, count) || units.acquire(caller, count, maxWait);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private ConnectorException refused() {
        return new ConnectorException(
                ErrorCode.PROXY_OVERLOADED,
                "the bodies of calls hold as many bytes already as this caller may use (limits.body-bytes, %d for all); try again shortly"
                        .formatted(totalBytes));
    }
}
