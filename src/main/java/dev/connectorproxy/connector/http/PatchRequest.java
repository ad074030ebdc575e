package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;

/// `http/PatchRequest`.
final class PatchRequest extends HttpCommand {
    PatchRequest(Egress egress, HttpSettings settings) {
        super(
                new Definition(
                        "PatchRequest",
                        HttpSettings.Method.PATCH,
                        "Sends a PATCH request with a body."),
                HttpParameters.BODY,
                egress,
                settings);
    }
}
