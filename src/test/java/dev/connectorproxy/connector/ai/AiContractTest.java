package dev.connectorproxy.connector.ai;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

class AiContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new AiConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of(
                "LlmRequest",
                "{\"model\": \"gpt-4o-mini\", \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}], \"api_key\": \"k\"}");
    }

    @Override
    protected String upstreamBody() {
        return LlmServer.COMPLETION;
    }
}
