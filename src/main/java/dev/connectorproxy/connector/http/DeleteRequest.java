package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/DeleteRequest`.
final class DeleteRequest extends HttpCommand {
    DeleteRequest(HttpContext context) {
        super(
                "DeleteRequest",
                Method.DELETE,
                "Sends a DELETE request, with or without a body.",
                context);
    }
}
