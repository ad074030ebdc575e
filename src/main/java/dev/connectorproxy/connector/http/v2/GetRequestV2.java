package dev.connectorproxy.connector.http.v2;

import dev.connectorproxy.connector.http.shared.HttpSettings;

/// `http/GetRequestV2`.
public final class GetRequestV2 extends V2Command {
    public GetRequestV2(V2Context context) {
        super(
                new Definition(
                        "GetRequestV2",
                        HttpSettings.Method.GET,
                        "Sends a GET request, follows redirects and hands back the answer."),
                V2Parameters.QUERY,
                context);
    }
}
