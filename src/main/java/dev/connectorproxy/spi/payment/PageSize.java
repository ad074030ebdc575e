package dev.connectorproxy.spi.payment;

import java.math.BigInteger;

/// The rules for the number of rows on a page.
public final class PageSize {

    /// The page size of providers that do not set their own.
    public static final int DEFAULT = 100;

    /// The maximum page size of a request.
    public static final int MAX = 1_000;

    private PageSize() {}

    /// The effective page size: the requested one, or the fallback if that is zero.
    ///
    /// @throws PaymentException [PaymentError#INVALID_REQUEST] for less than 0 or more than 1000
    public static int of(BigInteger asked, int fallback) {
        if (asked.signum() < 0 || asked.compareTo(BigInteger.valueOf(MAX)) > 0) {
            throw PaymentException.of(
                    PaymentError.INVALID_REQUEST,
                    "pageSize must be 1 to " + MAX + ", or 0 for the provider's own");
        }
        return asked.signum() == 0 ? check(fallback) : asked.intValueExact();
    }

    /// The same for an `int`.
    public static int of(int asked, int fallback) {
        return of(BigInteger.valueOf(asked), fallback);
    }

    static int check(int size) {
        if (size < 1 || size > MAX) {
            throw new IllegalArgumentException("page size must be 1 to " + MAX + ": " + size);
        }
        return size;
    }
}
