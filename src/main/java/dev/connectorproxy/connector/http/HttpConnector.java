package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpContext;
import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.connector.http.v2.DeleteRequestV2;
import dev.connectorproxy.connector.http.v2.GetRequestV2;
import dev.connectorproxy.connector.http.v2.HeadRequestV2;
import dev.connectorproxy.connector.http.v2.PatchRequestV2;
import dev.connectorproxy.connector.http.v2.PostRequestV2;
import dev.connectorproxy.connector.http.v2.PutRequestV2;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `http`.
public final class HttpConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "http";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "HTTP",
                "Requests to any HTTP service, with JSON, forms and files.",
                "globe",
                "https://www.rfc-editor.org/rfc/rfc9110");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var http =
                HttpContext.of(context.idempotentEgress(), HttpSettings.create(context.settings()));
        return List.of(
                new DeleteRequest(http),
                new GetRequest(http),
                new HeadRequest(http),
                new PatchRequest(http),
                new PostRequest(http),
                new PutRequest(http),
                new DeleteRequestV2(http),
                new GetRequestV2(http),
                new HeadRequestV2(http),
                new PatchRequestV2(http),
                new PostRequestV2(http),
                new PutRequestV2(http));
    }
}
