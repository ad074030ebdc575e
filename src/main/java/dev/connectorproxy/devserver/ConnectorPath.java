package dev.connectorproxy.devserver;

import io.helidon.webserver.http.ServerRequest;

/// The path parameter `{connectorId}`.
final class ConnectorPath {
    private ConnectorPath() {}

    /// The connector id in the path of the request.
    ///
    /// @throws DevServerException 400 when it is blank
    static String id(ServerRequest request) {
        var id = request.path().pathParameters().get("connectorId");
        if (id.isBlank()) {
            throw DevServerException.badRequest("connectorId is required");
        }
        return id;
    }
}
