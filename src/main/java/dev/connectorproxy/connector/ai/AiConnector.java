package dev.connectorproxy.connector.ai;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.spi.SetupField;
import java.util.List;

/// The connector `ai`.
public final class AiConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "ai";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                        "AI",
                        "Language models of OpenAI, and of all servers with the same API.",
                        "extension",
                        "https://platform.openai.com/docs/api-reference/chat")
                .withConfigFields(
                        SetupField.password("api_key", "AI_API_KEY", "API Key").filling("api_key"));
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        return List.of(new LlmRequest(context.egress(), AiSettings.create(context.settings())));
    }
}
