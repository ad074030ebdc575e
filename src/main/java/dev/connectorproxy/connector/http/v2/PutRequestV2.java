package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/PutRequestV2`.
public final class PutRequestV2 extends V2Command {
    public PutRequestV2(HttpContext context) {
        super(
                "PutRequestV2",
                Method.PUT,
                "Sends a PUT request with a body, JSON by default, and follows redirects.",
                context);
    }
}
