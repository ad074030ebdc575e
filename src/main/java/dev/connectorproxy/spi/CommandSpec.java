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
/// @param details what the catalogue says beside
public record CommandSpec(
        String name,
        String description,
        List<Parameter> parameters,
        List<String> errors,
        boolean strict,
        CommandDetails details) {

    /// A spec that ignores undeclared parameters.
    public CommandSpec(
            String name, String description, List<Parameter> parameters, List<String> errors) {
        this(name, description, parameters, errors, false, CommandDetails.NONE);
    }

    public CommandSpec {
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(details, "details");
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a command name: " + name);
        }
        parameters = List.copyOf(parameters);
        errors = List.copyOf(errors);
    }

    /// The same spec, but undeclared parameters are refused.
    public CommandSpec asStrict() {
        return new CommandSpec(name, description, parameters, errors, true, details);
    }

    /// The same spec with other details.
    public CommandSpec withDetails(CommandDetails newDetails) {
        return new CommandSpec(name, description, parameters, errors, strict, newDetails);
    }
}
