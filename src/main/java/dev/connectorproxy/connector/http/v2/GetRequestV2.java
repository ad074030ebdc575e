package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/GetRequestV2`.
public final class GetRequestV2 extends V2Command {
    public GetRequestV2(HttpContext context) {
        super(
                "GetRequestV2",
                Method.GET,
                "Sends a GET request, follows redirects and hands back the answer.",
                context);
    }
}
