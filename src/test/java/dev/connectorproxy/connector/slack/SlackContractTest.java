package dev.connectorproxy.connector.slack;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

class SlackContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new SlackConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of(
                "PostMessage", "{\"token\": \"xoxb-1\", \"channel\": \"#a\", \"message\": \"hi\"}");
    }

    @Override
    protected String upstreamBody() {
        return "{\"ok\": true}";
    }
}
