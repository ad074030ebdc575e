package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;

/// `http/GetRequest`.
final class GetRequest extends HttpCommand {
    GetRequest(Egress egress, HttpSettings settings) {
        super(
                new Definition(
                        "GetRequest",
                        HttpSettings.Method.GET,
                        "Sends a GET request and hands back the answer."),
                HttpParameters.QUERY,
                egress,
                settings);
    }
}
