package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/PatchRequest`.
final class PatchRequest extends HttpCommand {
    PatchRequest(HttpContext context) {
        super("PatchRequest", Method.PATCH, "Sends a PATCH request with a body.", context);
    }
}
