package dev.connectorproxy.connector.rand;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.ConnectorProvider;
import dev.connectorproxy.toolkit.ConnectorSettings;
import java.security.SecureRandom;
import java.util.List;

/// The connector `rand`, which makes no outgoing calls and has no settings.
public final class RandConnector implements ConnectorProvider {
    @Override
    public String name() {
        return "rand";
    }

    @Override
    public ConnectorInfo info() {
        return new ConnectorInfo("Random", "Random numbers.", "extension", "");
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        return ConnectorSettings.read(
                context.settings(), _ -> List.of(new RandomNumber(new SecureRandom())));
    }
}
