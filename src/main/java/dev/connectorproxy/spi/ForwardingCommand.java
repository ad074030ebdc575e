package dev.connectorproxy.spi;

import jakarta.json.JsonValue;

/// A command that decorates another one: every method calls the same method of [#command()], and an implementation
/// overrides those that differ. As thread-safe as what it decorates.
public interface ForwardingCommand extends Command {

    /// The decorated command; the same each time.
    Command command();

    @Override
    default CommandSpec spec() {
        return command().spec();
    }

    @Override
    default CommandResult execute(Arguments arguments, Call call) {
        return command().execute(arguments, call);
    }

    @Override
    default boolean asynchronous() {
        return command().asynchronous();
    }

    @Override
    default boolean repeatable(Arguments arguments) {
        return command().repeatable(arguments);
    }

    @Override
    default String target(Arguments arguments) {
        return command().target(arguments);
    }

    @Override
    default boolean testConnection(Arguments arguments, Call call) {
        return command().testConnection(arguments, call);
    }

    @Override
    default JsonValue failureBody(String message) {
        return command().failureBody(message);
    }
}
