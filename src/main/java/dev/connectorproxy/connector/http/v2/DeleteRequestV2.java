package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/DeleteRequestV2`.
public final class DeleteRequestV2 extends V2Command {
    public DeleteRequestV2(HttpContext context) {
        super(
                "DeleteRequestV2",
                Method.DELETE,
                "Sends a DELETE request, with or without a body, and follows redirects.",
                context);
    }
}
