package dev.connectorproxy.spi.payment;

/// The rules for the number of rows on a page.
public final class PageSize {

    /// The page size of providers that do not set their own.
    public static final int DEFAULT = 100;

    /// The maximum page size of a request.
    public static final int MAX = 1_000;

    private PageSize() {}

    static int check(int size) {
        if (size < 1 || size > MAX) {
            throw new IllegalArgumentException("page size must be 1 to " + MAX + ": " + size);
        }
        return size;
    }
}
