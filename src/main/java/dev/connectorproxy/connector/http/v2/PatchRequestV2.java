package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/PatchRequestV2`.
public final class PatchRequestV2 extends V2Command {
    public PatchRequestV2(HttpContext context) {
        super(
                "PatchRequestV2",
                Method.PATCH,
                "Sends a PATCH request with a body, JSON by default, and follows redirects.",
                context);
    }
}
