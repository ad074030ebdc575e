package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/GetRequest`.
final class GetRequest extends HttpCommand {
    GetRequest(HttpContext context) {
        super("GetRequest", Method.GET, "Sends a GET request and hands back the answer.", context);
    }
}
