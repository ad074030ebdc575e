package dev.connectorproxy.devserver.state;

import dev.connectorproxy.devserver.api.DevServerException;
import dev.connectorproxy.spi.payment.PaymentError;
import java.util.concurrent.Semaphore;

/// The number of states that all connectors together may store. Thread-safe.
public final class StateQuota {
    private final int max;
    private final Semaphore free;

    public StateQuota(int max) {
        this.max = max;
        this.free = new Semaphore(max);
    }

    /// Reserves room for one state.
    ///
    /// @throws DevServerException 409 when there is none left
    void acquire() {
        if (!free.tryAcquire()) {
            throw DevServerException.conflict(
                    "too many states",
                    "the server keeps at most "
                            + max
                            + " (dev-server.states); delete connectors or states",
                    PaymentError.RETRY_LATER);
        }
    }

    void release() {
        free.release();
    }

    /// The number of reserved states.
    public int used() {
        return max - free.availablePermits();
    }
}
