package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;

/// `http/PutRequestV2`.
public final class PutRequestV2 extends V2Command {
    public PutRequestV2(V2Context context) {
        super(
                new Definition(
                        "PutRequestV2",
                        HttpSettings.Method.PUT,
                        "Sends a PUT request with a body, JSON by default, and follows redirects."),
                V2Parameters.BODY,
                context);
    }
}
