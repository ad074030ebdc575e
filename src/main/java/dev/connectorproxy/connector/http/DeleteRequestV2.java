package dev.connectorproxy.connector.http;

/// `http/DeleteRequestV2`.
final class DeleteRequestV2 extends V2Command {
    DeleteRequestV2(V2Context context) {
        super(
                new Definition(
                        "DeleteRequestV2",
                        HttpSettings.Method.DELETE,
                        "Sends a DELETE request, with or without a body, and follows redirects."),
                V2Parameters.DELETE,
                context);
    }
}
