package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;

/// `http/DeleteRequest`.
final class DeleteRequest extends HttpCommand {
    DeleteRequest(Egress egress, HttpSettings settings) {
        super(
                new Definition(
                        "DeleteRequest",
                        HttpSettings.Method.DELETE,
                        "Sends a DELETE request, with or without a body."),
                HttpParameters.BODY,
                egress,
                settings);
    }
}
