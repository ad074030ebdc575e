package dev.connectorproxy.connector.rand;

import dev.connectorproxy.contract.CommandContract;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.Map;

class RandContractTest extends CommandContract {
    @Override
    protected ConnectorProvider provider() {
        return new RandConnector();
    }

    @Override
    protected Map<String, String> samples() {
        return Map.of("Number", "{\"max\": 6}");
    }
}
