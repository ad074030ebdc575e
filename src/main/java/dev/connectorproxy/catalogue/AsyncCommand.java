package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Arguments;
import dev.connectorproxy.spi.Call;
import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandResult;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ErrorCode;
import jakarta.json.JsonValue;
import java.util.stream.Stream;

/// The asynchronous variant of a command, `<name>Async`, whose result comes by callback.
record AsyncCommand(Command command, CommandSpec spec) implements Command {

    static AsyncCommand of(Command command, CommandSpec spec) {
        var asyncErrors =
                Stream.of(
                                ErrorCode.CALLBACK_NOT_ALLOWED,
                                ErrorCode.STORE_UNAVAILABLE,
                                ErrorCode.OUTCOME_UNKNOWN,
                                ErrorCode.INVOCATION_CANCELLED)
                        .map(ErrorCode::code);
        return new AsyncCommand(
                command,
                new CommandSpec(
                        spec.name() + "Async",
                        spec.description() + " The task waits, and the result comes by callback.",
                        spec.parameters(),
                        Stream.concat(spec.errors().stream(), asyncErrors).distinct().toList(),
                        spec.strict()));
    }

    @Override
    public boolean asynchronous() {
        return true;
    }

    @Override
    public boolean repeatable(Arguments arguments) {
        return command.repeatable(arguments);
    }

    @Override
    public CommandResult execute(Arguments arguments, Call call) {
        return command.execute(arguments, call);
    }

    @Override
    public JsonValue failureBody(String message) {
        return command.failureBody(message);
    }
}
