package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import java.util.concurrent.Semaphore;

/// The number of states that all connectors together may store. Thread-safe.
final class Places {
    private final int most;
    private final Semaphore free;

    Places(int max) {
        this.most = max;
        this.free = new Semaphore(max);
    }

    /// Reserves room for one state.
    ///
    /// @throws DevServerException 409 when there is none left
    void take() {
        if (!free.tryAcquire()) {
            throw DevFailure.conflict(
                    "too many states",
                    "the server keeps at most "
                            + most
                            + " (dev-server.states); delete connectors or states",
                    PaymentError.RETRY_LATER);
        }
    }

    void giveBack() {
        free.release();
    }

    /// The number of reserved states.
    int taken() {
        return most - free.availablePermits();
    }
}
