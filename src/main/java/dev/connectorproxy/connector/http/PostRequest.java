package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpParameters;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.spi.Egress;

/// `http/PostRequest`.
final class PostRequest extends HttpCommand {
    PostRequest(Egress egress, HttpSettings settings) {
        super(
                new Definition(
                        "PostRequest",
                        HttpSettings.Method.POST,
                        "Sends a POST request with a body."),
                HttpParameters.BODY,
                egress,
                settings);
    }
}
