package dev.connectorproxy.connector.http;

/// `http/GetRequestV2`.
final class GetRequestV2 extends V2Command {
    GetRequestV2(V2Context context) {
        super(
                new Definition(
                        "GetRequestV2",
                        HttpSettings.Method.GET,
                        "Sends a GET request, follows redirects and hands back the answer."),
                V2Parameters.QUERY,
                context);
    }
}
