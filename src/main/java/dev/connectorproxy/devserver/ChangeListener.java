package dev.connectorproxy.devserver;

/// Is called after every change of connectors, states or the page size, before the response is sent.
@FunctionalInterface
interface ChangeListener {

    /// Does nothing; for a server without a state file.
    ChangeListener NONE = () -> {};

    void changed();
}
