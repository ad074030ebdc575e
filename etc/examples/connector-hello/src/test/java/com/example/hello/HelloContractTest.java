package com.example.hello;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

/// The contract: everything that the proxy expects of a connector.
class HelloContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new HelloConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of("Greet", "{\"name\": \"Ada\", \"loud\": true}");
    }
}
