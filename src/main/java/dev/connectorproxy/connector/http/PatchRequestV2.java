package dev.connectorproxy.connector.http;

/// `http/PatchRequestV2`.
final class PatchRequestV2 extends V2Command {
    PatchRequestV2(V2Context context) {
        super(
                new Definition(
                        "PatchRequestV2",
                        HttpSettings.Method.PATCH,
                        "Sends a PATCH request with a body, JSON by default, and follows redirects."),
                V2Parameters.BODY,
                context);
    }
}
