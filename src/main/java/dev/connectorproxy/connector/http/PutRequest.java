package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/PutRequest`.
final class PutRequest extends HttpCommand {
    PutRequest(HttpContext context) {
        super("PutRequest", Method.PUT, "Sends a PUT request with a body.", context);
    }
}
