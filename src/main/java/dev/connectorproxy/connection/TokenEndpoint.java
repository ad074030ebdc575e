package dev.connectorproxy.connection;

import dev.connectorproxy.spi.ConnectorException;

/// Fetches access tokens. Thread-safe.
@FunctionalInterface
interface TokenEndpoint {

    /// @throws ConnectorException why there is none
    AccessToken fetch(ConnectionFields fields);

    /// Whether there is what it takes to fetch one.
    default boolean isReady(ConnectionFields fields) {
        return true;
    }
}
