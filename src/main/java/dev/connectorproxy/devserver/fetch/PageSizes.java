package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.api.DevServerException;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;

/// The default and the maximum page size. Thread-safe.
public final class PageSizes {
    private final AtomicInteger defaultSize;
    private final int max;

    /// @param defaultSize 0 for the connector's own default
    public PageSizes(int defaultSize, int max) {
        this.defaultSize = new AtomicInteger(defaultSize);
        this.max = max;
    }

    /// The page size of fetches that request none; 0 for the connector's own default.
    public int defaultSize() {
        return defaultSize.get();
    }

    int max() {
        return max;
    }

    /// Sets the default page size.
    ///
    /// @throws DevServerException 400 when it is out of bounds
    public void setDefaultSize(BigInteger size) {
        defaultSize.set(check(size));
    }

    /// Checks a requested page size; 0 means that none is requested.
    ///
    /// @throws DevServerException 400 when it is out of bounds
    public int check(BigInteger requested) {
        if (requested.signum() >= 0 && requested.compareTo(BigInteger.valueOf(max)) <= 0) {
            return requested.intValueExact();
        }
        throw DevServerException.badRequest(
                "invalid pageSize", "it must be 1 to " + max + ", or 0 for the usual one");
    }

    /// The page size of a fetch.
    ///
    /// @param requested a checked page size; 0 for none
    /// @param connectorDefault the connector's own default
    public int effectiveSize(int requested, int connectorDefault) {
        int size = requested == 0 ? defaultSize() : requested;
        return Math.min(size == 0 ? connectorDefault : size, max);
    }
}
