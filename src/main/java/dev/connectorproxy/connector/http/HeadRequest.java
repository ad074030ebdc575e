package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/HeadRequest`.
final class HeadRequest extends HttpCommand {
    HeadRequest(HttpContext context) {
        super(
                "HeadRequest",
                Method.HEAD,
                "Sends a HEAD request and hands back status and headers.",
                context);
    }
}
