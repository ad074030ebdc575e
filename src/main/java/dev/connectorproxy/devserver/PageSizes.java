package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentException;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;

/// The page size of fetches that ask for none, and the largest that may be asked for. Thread-safe.
final class PageSizes {
    private final AtomicInteger usual;
    private final int most;

    /// @param usual 0 for the connector's own
    PageSizes(int usual, int most) {
        this.usual = new AtomicInteger(usual);
        this.most = most;
    }

    /// For fetches that ask for none; 0 for the connector's own.
    int usual() {
        return usual.get();
    }

    int most() {
        return most;
    }

    /// Changes it.
    ///
    /// @throws DevFailure 400, it is out of bounds
    void setUsual(BigInteger size) {
        usual.set(checked(size));
    }

    /// The page size as asked for, 0 for none.
    ///
    /// @throws DevFailure 400, it is out of bounds
    int checked(BigInteger asked) {
        try {
            int size = PageSize.of(asked, 1);
            if (size <= most) {
                return asked.signum() == 0 ? 0 : size;
            }
        } catch (PaymentException _) {
            // told below, with the bound that counts here
        }
        throw DevFailure.badRequest(
                "invalid pageSize", "it must be 1 to " + most + ", or 0 for the usual one");
    }

    /// The page size that counts.
    ///
    /// @param asked checked
    /// @param own the connector's
    int of(int asked, int own) {
        int size = asked == 0 ? usual() : asked;
        return Math.min(size == 0 ? own : size, most);
    }
}
