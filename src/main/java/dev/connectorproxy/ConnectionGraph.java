package dev.connectorproxy;

import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.connection.ConnectionAdmin;
import dev.connectorproxy.connection.ConnectionSignIn;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.spi.Command;
import java.util.Map;
import java.util.stream.Collectors;

/// The part of the object graph about named connections, and what operators do with them.
record ConnectionGraph(Connections connections, CommandDirectory directory, LogWriter log) {

    /// Lists and tests connections.
    ConnectionAdmin admin() {
        return new ConnectionAdmin(connections, this::localCommands, log::warning);
    }

    /// Signs in for connections.
    ConnectionSignIn signIn() {
        return new ConnectionSignIn(connections, this::localCommands);
    }

    private Map<String, Command> localCommands() {
        return directory.all().stream()
                .filter(RegisteredCommand.class::isInstance)
                .map(RegisteredCommand.class::cast)
                .collect(
                        Collectors.toMap(
                                command -> command.id().toString(), RegisteredCommand::command));
    }
}
