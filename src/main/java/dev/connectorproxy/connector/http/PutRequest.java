package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;

/// `http/PutRequest`.
final class PutRequest extends HttpCommand {
    PutRequest(Egress egress, HttpSettings settings) {
        super(
                new Definition(
                        "PutRequest", HttpSettings.Method.PUT, "Sends a PUT request with a body."),
                HttpParameters.BODY,
                egress,
                settings);
    }
}
