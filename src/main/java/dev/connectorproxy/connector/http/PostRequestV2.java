package dev.connectorproxy.connector.http;

/// `http/PostRequestV2`.
final class PostRequestV2 extends V2Command {
    PostRequestV2(V2Context context) {
        super(
                new Definition(
                        "PostRequestV2",
                        HttpSettings.Method.POST,
                        "Sends a POST request with a body, JSON by default, and follows redirects."),
                V2Parameters.BODY,
                context);
    }
}
