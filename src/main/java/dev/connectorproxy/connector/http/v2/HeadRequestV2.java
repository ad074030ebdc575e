package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/HeadRequestV2`.
public final class HeadRequestV2 extends V2Command {
    public HeadRequestV2(HttpContext context) {
        super(
                "HeadRequestV2",
                Method.HEAD,
                "Sends a HEAD request, follows no redirect and hands back status and headers.",
                context);
    }
}
