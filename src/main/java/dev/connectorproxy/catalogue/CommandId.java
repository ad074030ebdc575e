package dev.connectorproxy.catalogue;

import java.util.Objects;
import java.util.Optional;

/// The id of a command, unique in this proxy. Its text is `{connector}/{command}`, as in the path `/v1/do/…`.
public record CommandId(String connector, String command) {
    private static final String ASYNC_SUFFIX = "Async";

    public CommandId {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(command, "command");
    }

    /// The inverse of [#toString()] for the ids of catalogues, whose connectors have no `/` in their names.
    ///
    /// @throws IllegalArgumentException the text has no `/`
    public static CommandId parse(String id) {
        int slash = id.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not the id of a command: " + id);
        }
        return new CommandId(id.substring(0, slash), id.substring(slash + 1));
    }

    /// The id of the asynchronous variant of this command.
    CommandId asyncVariant() {
        return new CommandId(connector, command + ASYNC_SUFFIX);
    }

    /// The id of the command of which this can be the asynchronous variant; empty if it cannot be one.
    Optional<CommandId> asyncOriginal() {
        return command.endsWith(ASYNC_SUFFIX)
                ? Optional.of(
                        new CommandId(
                                connector,
                                command.substring(0, command.length() - ASYNC_SUFFIX.length())))
                : Optional.empty();
    }

    /// `{connector}/{command}`.
    @Override
    public String toString() {
        return connector + "/" + command;
    }
}
