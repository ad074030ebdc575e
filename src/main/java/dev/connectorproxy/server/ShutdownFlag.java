package dev.connectorproxy.server;

/// Says that the process is shutting down: once set, every response has `Connection: close` and its connection is
/// closed, so that callers connect to another instance. It is never reset. Thread-safe.
public final class ShutdownFlag {
    private volatile boolean set;

    /// Starts the shutdown.
    public void set() {
        set = true;
    }

    /// Whether the shutdown has started.
    public boolean isSet() {
        return set;
    }
}
