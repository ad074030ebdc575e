package dev.connectorproxy.devserver.fetch;

import dev.connectorproxy.devserver.connector.ConnectorInstance;
import dev.connectorproxy.devserver.state.StateKey;
import dev.connectorproxy.spi.payment.FetchRequest;

/// Receives each page that was fetched, before its response is sent. Implementations are thread-safe and do not block.
@FunctionalInterface
public interface PageListener {
    /// @param page the body of the response, in which secrets are masked; nobody may change it
    void fetched(ConnectorInstance connector, StateKey key, FetchRequest request, byte[] page);
}
