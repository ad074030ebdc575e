package dev.connectorproxy.devserver;

import dev.connectorproxy.spi.payment.PageSize;
import dev.connectorproxy.spi.payment.PaymentException;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;

/// The default and the maximum page size. Thread-safe.
final class PageSizes {
    private final AtomicInteger usual;
    private final int most;

    /// @param defaultSize 0 for the connector's own default
    PageSizes(int defaultSize, int max) {
        this.usual = new AtomicInteger(defaultSize);
        this.most = max;
    }

    /// The page size of fetches that request none; 0 for the connector's own default.
    int usual() {
        return usual.get();
    }

    int most() {
        return most;
    }

    /// Sets the default page size.
    ///
    /// @throws DevServerException 400 when it is out of bounds
    void setUsual(BigInteger size) {
        usual.set(checked(size));
    }

    /// Checks a requested page size; 0 means that none is requested.
    ///
    /// @throws DevServerException 400 when it is out of bounds
    int checked(BigInteger requested) {
        try {
            int size = PageSize.of(requested, 1);
            if (size <= most) {
                return requested.signum() == 0 ? 0 : size;
            }
        } catch (PaymentException _) {
            // reported below, with the bound of this server
        }
        throw DevFailure.badRequest(
                "invalid pageSize", "it must be 1 to " + most + ", or 0 for the usual one");
    }

    /// The page size of a fetch.
    ///
    /// @param requested a checked page size; 0 for none
    /// @param connectorDefault the connector's own default
    int of(int requested, int connectorDefault) {
        int size = requested == 0 ? usual() : requested;
        return Math.min(size == 0 ? connectorDefault : size, most);
    }
}
