package dev.connectorproxy.connector.example;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

class ExampleContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new ExampleConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of("Example", "{\"message\": \"hi\"}");
    }
}
