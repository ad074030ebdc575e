package dev.connectorproxy.catalogue;

import dev.connectorproxy.spi.Command;
import dev.connectorproxy.spi.CommandSpec;
import dev.connectorproxy.spi.ErrorCode;
import dev.connectorproxy.spi.ForwardingCommand;
import java.util.stream.Stream;

/// The asynchronous variant of a command, `<name>Async`, whose result comes by callback.
record AsyncCommand(Command command, CommandSpec spec) implements ForwardingCommand {

    static AsyncCommand of(RegisteredCommand original) {
        var spec = original.spec();
        var asyncErrors =
                Stream.of(
                                ErrorCode.CALLBACK_NOT_ALLOWED,
                                ErrorCode.STORE_UNAVAILABLE,
                                ErrorCode.OUTCOME_UNKNOWN,
                                ErrorCode.INVOCATION_CANCELLED)
                        .map(ErrorCode::code);
        return new AsyncCommand(
                original.command(),
                new CommandSpec(
                        original.id().asyncVariant().command(),
                        spec.description() + " The task waits, and the result comes by callback.",
                        spec.parameters(),
                        Stream.concat(spec.errors().stream(), asyncErrors).distinct().toList(),
                        spec.strict(),
                        spec.details()));
    }

    @Override
    public boolean asynchronous() {
        return true;
    }
}
