package dev.connectorproxy.connector.document;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

class DocumentContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new DocumentConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of(
                "RenderPdf",
                "{\"template_html\": \"<h1>Hello {{name}}</h1>\", \"data\": {\"name\": \"you\"}}");
    }
}
