package dev.connectorproxy.spi;

import java.util.List;
import java.util.Objects;

/// The description of a command in the catalogue.
///
/// @param name the `{command}` of its path: letters, digits, `_` and `-`
/// @param description one or two sentences for the author of a diagram
/// @param parameters in the order in which an editor should show them
/// @param errors every `error_code` of this command, beside those that the proxy adds to all commands; a code that
///     contains a status is written `HttpError<status>`
/// @param strict whether an undeclared parameter is refused rather than ignored
public record CommandSpec(
        String name,
        String description,
        List<Parameter> parameters,
        List<String> errors,
        boolean strict) {

    /// A spec that ignores undeclared parameters.
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

    /// The same spec, but undeclared parameters are refused.
    public CommandSpec asStrict() {
        return new CommandSpec(name, description, parameters, errors, true);
    }
}
