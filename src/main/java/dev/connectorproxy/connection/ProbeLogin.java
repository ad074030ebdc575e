package dev.connectorproxy.connection;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.ForwardingCommand;
import jakarta.json.JsonValue;

/// Has a command test the credentials that fill its parameters. Used by one thread.
final class ProbeLogin implements ForwardingCommand {
    private final Command command;
    private boolean tested;

    ProbeLogin(Command command) {
        this.command = command;
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        tested = command.testConnection(arguments, call);
        return CommandResult.Done.of(JsonValue.NULL);
    }

    /// Whether the command can tell.
    boolean isTested() {
        return tested;
    }
}
