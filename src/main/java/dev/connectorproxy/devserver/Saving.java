package dev.connectorproxy.devserver;

/// Hears of every change of connectors and states, after it was made and before it is answered.
@FunctionalInterface
interface Saving {

    /// Keeps nothing across restarts.
    Saving NONE = () -> {};

    void changed();
}
