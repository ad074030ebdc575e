package dev.connectorproxy.spi;

import java.util.List;
import java.util.Objects;

/// What the catalogue says of a command.
///
/// @param name the `{command}` of its path, as on the wire: letters, digits, `_` and `-`
/// @param description one or two sentences for the author of a diagram
/// @param parameters in the order in which an editor should show them
/// @param errors every `error_code` this command can end with, beside those the proxy adds to all commands; a code that
///     carries a status is written `HttpError<status>`
/// @param strict whether a parameter that is not declared is refused rather than ignored: whoever sends one expects it to
///     have an effect
public record CommandSpec(
        String name,
        String description,
        List<Parameter> parameters,
        List<String> errors,
        boolean strict) {

    /// A command that ignores whatever it does not declare.
    public CommandSpec(
            String name, String description, List<Parameter> parameters, List<String> errors) {
        this(name, description, parameters, errors, false);
    }

    public CommandSpec {
        Objects.requireNonNull(description, "description");
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a command name: " + name);
        }
        parameters = List.copyOf(parameters);
        errors = List.copyOf(errors);
    }

    /// The same command, which refuses what it does not declare.
    public CommandSpec asStrict() {
        return new CommandSpec(name, description, parameters, errors, true);
    }
}
