package dev.connectorproxy.connector.example;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `example`, which makes no outgoing calls.
public final class ExampleConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "example";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo(
                "Example", "A command for trying out a proxy; it calls nothing.", "extension", "");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        return List.of(new Example());
    }
}
