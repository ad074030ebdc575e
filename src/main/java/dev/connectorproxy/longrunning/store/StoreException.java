package dev.connectorproxy.longrunning.store;

/// The store cannot be opened, or an operation of it failed.
public final class StoreException extends RuntimeException {
    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
