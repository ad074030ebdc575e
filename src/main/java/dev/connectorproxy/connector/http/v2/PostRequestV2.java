package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;

/// `http/PostRequestV2`.
public final class PostRequestV2 extends V2Command {
    public PostRequestV2(V2Context context) {
        super(
                new Definition(
                        "PostRequestV2",
                        HttpSettings.Method.POST,
                        "Sends a POST request with a body, JSON by default, and follows redirects."),
                V2Parameters.BODY,
                context);
    }
}
