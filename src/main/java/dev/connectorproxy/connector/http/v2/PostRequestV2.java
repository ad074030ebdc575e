package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings.Method;

/// `http/PostRequestV2`.
public final class PostRequestV2 extends V2Command {
    public PostRequestV2(HttpContext context) {
        super(
                "PostRequestV2",
                Method.POST,
                "Sends a POST request with a body, JSON by default, and follows redirects.",
                context);
    }
}
