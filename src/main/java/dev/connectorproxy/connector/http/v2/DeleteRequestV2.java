package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;

/// `http/DeleteRequestV2`.
public final class DeleteRequestV2 extends V2Command {
    public DeleteRequestV2(V2Context context) {
        super(
                new Definition(
                        "DeleteRequestV2",
                        HttpSettings.Method.DELETE,
                        "Sends a DELETE request, with or without a body, and follows redirects."),
                V2Parameters.DELETE,
                context);
    }
}
