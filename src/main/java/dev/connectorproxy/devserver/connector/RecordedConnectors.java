package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;

/// Finds the connectors whose HTTP exchanges are recorded. Thread-safe.
public interface RecordedConnectors {

    /// The connector with this id.
    ///
    /// @throws DevServerException 404 when there is none
    RecordedConnector get(String id);

    /// Forgets what was kept for a connector that was deleted meanwhile.
    ///
    /// @throws DevServerException 404 when it was deleted
    void checkExists(String id);
}
