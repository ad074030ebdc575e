package dev.connectorproxy.longrunning;

/// The store cannot be opened, or does not do as told just now.
public final class StoreException extends RuntimeException {
    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
