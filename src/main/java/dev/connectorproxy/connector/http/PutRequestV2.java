package dev.connectorproxy.connector.http;

/// `http/PutRequestV2`.
final class PutRequestV2 extends V2Command {
    PutRequestV2(V2Context context) {
        super(
                new Definition(
                        "PutRequestV2",
                        HttpSettings.Method.PUT,
                        "Sends a PUT request with a body, JSON by default, and follows redirects."),
                V2Parameters.BODY,
                context);
    }
}
