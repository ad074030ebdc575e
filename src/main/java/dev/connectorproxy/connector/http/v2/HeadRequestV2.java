package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;

/// `http/HeadRequestV2`.
public final class HeadRequestV2 extends V2Command {
    public HeadRequestV2(V2Context context) {
        super(
                new Definition(
                        "HeadRequestV2",
                        HttpSettings.Method.HEAD,
                        "Sends a HEAD request, follows no redirect and hands back status and headers."),
                V2Parameters.QUERY,
                context);
    }
}
