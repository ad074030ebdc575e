package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PaymentError;
import java.util.concurrent.Semaphore;

/// How many states all connectors together may keep. Thread-safe.
final class Places {
    private final int most;
    private final Semaphore free;

    Places(int most) {
        this.most = most;
        this.free = new Semaphore(most);
    }

    /// @throws DevFailure 409, there is none left
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

    int taken() {
        return most - free.availablePermits();
    }
}
