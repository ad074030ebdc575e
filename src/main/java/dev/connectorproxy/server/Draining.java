package dev.connectorproxy.server;

/// The switch that begins the end: once set, every answer says `Connection: close` and its connection is closed, so that
/// callers go elsewhere. Thread-safe; never unset.
public final class Draining {
    private volatile boolean set;

    /// Begins the end.
    public void set() {
        set = true;
    }

    /// Whether the end has begun.
    public boolean isSet() {
        return set;
    }
}
