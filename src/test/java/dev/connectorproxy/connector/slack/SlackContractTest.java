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
                "PostMessage",
                "{\"token\": \"xoxb-1\", \"channel\": \"#a\", \"message\": \"hi\"}",
                "SendDirectMessage",
                "{\"token\": \"xoxb-1\", \"user_id\": \"U012AB3CD\", \"message\": \"hi\"}",
                "UploadFile",
                "{\"token\": \"xoxb-1\", \"channel\": \"C012AB3CD\", \"content_base64\": \"MTsg\"}");
    }

    @Override
    protected String upstreamBody() {
        return "{\"ok\": true, \"upload_url\": \"https://files.slack.com/u/1\", \"file_id\": \"F1\"}";
    }
}
