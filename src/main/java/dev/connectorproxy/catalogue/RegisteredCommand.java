package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ConnectorInfo;
import dev.connectorproxy.spi.JsonText;
import jakarta.json.JsonValue;
import java.util.Map;

/// A command of this proxy.
///
/// @param connector how the connector of the command presents itself
public record RegisteredCommand(
        CommandId id, CommandSpec spec, Command command, ConnectorInfo connector)
        implements Invocable {

    /// A command of a connector that says nothing about itself.
    public RegisteredCommand(CommandId id, CommandSpec spec, Command command) {
        this(id, spec, command, ConnectorInfo.NONE);
    }

    /// The same command as a caller sees it.
    public RegisteredCommand withSpec(CommandSpec other) {
        return new RegisteredCommand(id, other, command, connector);
    }

    @Override
    public Deferral deferral() {
        return command.asynchronous() ? Deferral.ALWAYS : Deferral.WHEN_SLOW;
    }

    @Override
    public Arguments check(Map<String, JsonText> sent) {
        return ArgumentCheck.check(spec, sent);
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return command.repeatable(arguments);
    }

    @Override
    public String target(Arguments arguments) {
        return id.connector() + " " + command.target(arguments);
    }

    @Override
    public InvocationResult invoke(Invocation invocation, Call call) {
        return new InvocationResult.Local(
                invocation.decorate(command).execute(invocation.arguments(), call));
    }

    @Override
    public JsonValue failureBody(String message) {
        return command.failureBody(message);
    }
}
