package dev.connectorproxy.connector.http;

import dev.connectorproxy.connector.http.shared.HttpSettings;
import dev.connectorproxy.connector.http.v2.DeleteRequestV2;
import dev.connectorproxy.connector.http.v2.GetRequestV2;
import dev.connectorproxy.connector.http.v2.HeadRequestV2;
import dev.connectorproxy.connector.http.v2.PatchRequestV2;
import dev.connectorproxy.connector.http.v2.PostRequestV2;
import dev.connectorproxy.connector.http.v2.PutRequestV2;
import dev.connectorproxy.connector.http.v2.V2Context;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `http`.
public final class HttpConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        var settings = HttpSettings.create(context.settings());
        var egress = context.idempotentEgress();
        var v2 = V2Context.of(egress, settings);
        return List.of(
                new DeleteRequest(egress, settings),
                new GetRequest(egress, settings),
                new HeadRequest(egress, settings),
                new PatchRequest(egress, settings),
                new PostRequest(egress, settings),
                new PutRequest(egress, settings),
                new DeleteRequestV2(v2),
                new GetRequestV2(v2),
                new HeadRequestV2(v2),
                new PatchRequestV2(v2),
                new PostRequestV2(v2),
                new PutRequestV2(v2));
    }
}
