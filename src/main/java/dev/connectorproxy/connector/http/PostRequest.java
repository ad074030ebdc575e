package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/PostRequest`.
final class PostRequest extends HttpCommand {
    PostRequest(HttpContext context) {
        super("PostRequest", Method.POST, "Sends a POST request with a body.", context);
    }
}
