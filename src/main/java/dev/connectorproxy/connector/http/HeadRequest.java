package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;

/// `http/HeadRequest`.
final class HeadRequest extends HttpCommand {
    HeadRequest(Egress egress, HttpSettings settings) {
        super(
                new Definition(
                        "HeadRequest",
                        HttpSettings.Method.HEAD,
                        "Sends a HEAD request and hands back status and headers."),
                HttpParameters.QUERY,
                egress,
                settings);
    }
}
