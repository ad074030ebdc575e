package dev.connectorproxy.connector.aws;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.ConnectorContext;
import dev.connectorproxy.spi.ConnectorProvider;
import java.util.List;
import java.util.function.Predicate;

/// A connector with some of its commands.
///
/// @param names which ones
record OnlyCommands(ConnectorProvider connector, Predicate<String> names)
        implements ConnectorProvider {
    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public List<Command> commands(ConnectorContext context) {
        return connector.commands(context).stream()
                .filter(command -> names.test(command.spec().name()))
                .toList();
    }
}
