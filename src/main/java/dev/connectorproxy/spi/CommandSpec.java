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
/// @param refused parameters of its sibling commands that this one does not take: whoever sends one expects it to have an
///     effect, so the call is refused; other unknown parameters are ignored
public record CommandSpec(
        String name,
        String description,
        List<Parameter> parameters,
        List<String> errors,
        List<String> refused) {

    /// A command that ignores whatever it does not declare.
    public CommandSpec(
            String name, String description, List<Parameter> parameters, List<String> errors) {
        this(name, description, parameters, errors, List.of());
    }

    public CommandSpec {
        Objects.requireNonNull(description, "description");
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a command name: " + name);
        }
        parameters = List.copyOf(parameters);
        errors = List.copyOf(errors);
        refused = List.copyOf(refused);
    }
}
