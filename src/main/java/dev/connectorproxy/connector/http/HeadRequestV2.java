package dev.connectorproxy.connector.http;

/// `http/HeadRequestV2`.
final class HeadRequestV2 extends V2Command {
    HeadRequestV2(V2Context context) {
        super(
                new Definition(
                        "HeadRequestV2",
                        HttpSettings.Method.HEAD,
                        "Sends a HEAD request, follows no redirect and hands back status and headers."),
                V2Parameters.QUERY,
                context);
    }
}
