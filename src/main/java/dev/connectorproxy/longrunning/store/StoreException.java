package dev.connectorproxy.longrunning.store;

/// The store cannot be opened, or an operation of it failed.
public final class StoreException extends RuntimeException {
    private final boolean known;

    StoreException(String message, Throwable cause) {
        super(message, cause);
        this.known = false;
    }

    private StoreException(String reason) {
        super(reason);
        this.known = true;
    }

    /// The database was not asked: it is known that it cannot be used.
    ///
    /// @param reason why
    static StoreException ofOutage(String reason) {
        return new StoreException(reason);
    }

    /// Whether the database was not asked, because it is known that it cannot be used; this is in the log already.
    public boolean isKnown() {
        return known;
    }

    /// Whether the store may be usable later although the settings stay as they are.
    public boolean isTemporary() {
        return known || StoreFailure.isTemporary(this);
    }
}
