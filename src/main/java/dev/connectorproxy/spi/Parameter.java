package dev.connectorproxy.spi;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One parameter of a command.
///
/// @param id the key under which callers send it
/// @param required whether a call without a value, or with null, is refused before the command runs
/// @param description one sentence for the author of a diagram
/// @param defaultValue what the command uses if the value is missing or null; shown in the catalogue, not filled in
/// @param allowed the only values of a `str`, compared ignoring case; empty if any value is allowed
/// @param details for editors
public record Parameter(
        String id,
        ParameterType type,
        boolean required,
        String description,
        Optional<JsonValue> defaultValue,
        List<String> allowed,
        ParameterDetails details) {
    public Parameter {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(details, "details");
        if (id.isBlank() || id.startsWith("spiff__")) {
            throw new IllegalArgumentException("not a parameter id: " + id);
        }
        allowed = List.copyOf(allowed);
    }

    /// A required parameter.
    public static Parameter required(String id, ParameterType type, String description) {
        return new Parameter(
                id, type, true, description, Optional.empty(), List.of(), ParameterDetails.NONE);
    }

    /// An optional parameter.
    public static Parameter optional(String id, ParameterType type, String description) {
        return new Parameter(
                id, type, false, description, Optional.empty(), List.of(), ParameterDetails.NONE);
    }

    /// This parameter with a default value to show.
    public Parameter withDefault(JsonValue value) {
        return new Parameter(id, type, required, description, Optional.of(value), allowed, details);
    }

    /// This parameter, restricted to these values.
    public Parameter oneOf(String... values) {
        return new Parameter(
                id, type, required, description, defaultValue, List.of(values), details);
    }

    /// This parameter with other details.
    public Parameter withDetails(ParameterDetails newDetails) {
        return new Parameter(id, type, required, description, defaultValue, allowed, newDetails);
    }
}
