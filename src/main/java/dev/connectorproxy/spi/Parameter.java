package dev.connectorproxy.spi;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One parameter of a command.
///
/// @param id the key under which callers send it
/// @param required a missing or null value is refused before the command is called
/// @param description one sentence for the author of a diagram
/// @param defaultValue what the command takes when the value is missing or null; shown, not filled in
/// @param allowed the only values a `str` may have, in lower case and compared without regard to case; empty for any
public record Parameter(
        String id,
        ParameterType type,
        boolean required,
        String description,
        Optional<JsonValue> defaultValue,
        List<String> allowed) {
    public Parameter {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(defaultValue, "defaultValue");
        if (id.isBlank() || id.startsWith("spiff__")) {
            throw new IllegalArgumentException("not a parameter id: " + id);
        }
        allowed = List.copyOf(allowed);
    }

    /// A parameter that every call must carry.
    public static Parameter required(String id, ParameterType type, String description) {
        return new Parameter(id, type, true, description, Optional.empty(), List.of());
    }

    /// A parameter that a call may leave out.
    public static Parameter optional(String id, ParameterType type, String description) {
        return new Parameter(id, type, false, description, Optional.empty(), List.of());
    }

    /// This parameter with a default to show.
    public Parameter withDefault(JsonValue value) {
        return new Parameter(id, type, required, description, Optional.of(value), allowed);
    }

    /// This parameter, restricted to some values.
    public Parameter oneOf(String... values) {
        return new Parameter(id, type, required, description, defaultValue, List.of(values));
    }
}
