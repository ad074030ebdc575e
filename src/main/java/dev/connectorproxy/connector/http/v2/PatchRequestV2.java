package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;

/// `http/PatchRequestV2`.
public final class PatchRequestV2 extends V2Command {
    public PatchRequestV2(V2Context context) {
        super(
                new Definition(
                        "PatchRequestV2",
                        HttpSettings.Method.PATCH,
                        "Sends a PATCH request with a body, JSON by default, and follows redirects."),
                V2Parameters.BODY,
                context);
    }
}
