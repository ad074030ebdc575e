package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.devserver.api.DevServerException;
import io.helidon.webserver.http.ServerRequest;

/// The path parameter `{connectorId}`.
public final class ConnectorPath {
    private ConnectorPath() {}

    /// The connector id in the path of the request.
    ///
    /// @throws DevServerException 400 when it is blank
    public static String id(ServerRequest request) {
        var id = request.path().pathParameters().get("connectorId");
        if (id.isBlank()) {
            throw DevServerException.badRequest("connectorId is required");
        }
        return id;
    }
}
