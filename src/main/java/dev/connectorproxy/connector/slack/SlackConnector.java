package dev.connectorproxy.connector.slack;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;

/// The connector `slack`.
public final class SlackConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        return List.of(new PostMessage(context.egress(), SlackSettings.create(context.settings())));
    }
}
