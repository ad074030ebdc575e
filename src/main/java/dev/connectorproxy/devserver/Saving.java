package dev.connectorproxy.devserver;

/// Is called after every change of connectors, states or the page size, before the response is sent.
@FunctionalInterface
interface Saving {

    /// Does nothing; for a server without a state file.
    Saving NONE = () -> {};

    void changed();
}
