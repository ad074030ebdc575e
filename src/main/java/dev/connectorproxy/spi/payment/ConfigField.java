package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// One field of a provider's configuration.
///
/// @param name its key as it is displayed; keys are read ignoring case
/// @param required whether an absent, `null` or (for text) blank value is refused
/// @param defaultValue the value if it is absent, as text; empty for none
/// @param description one sentence for the person who fills it in
public record ConfigField(
        String name, ConfigType type, boolean required, String defaultValue, String description) {
    public ConfigField {
        if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not a field name: " + name);
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        if (required && !defaultValue.isEmpty()) {
            throw new IllegalArgumentException("a required field has no default: " + name);
        }
    }

    /// A required field.
    public static ConfigField required(String name, ConfigType type, String description) {
        return new ConfigField(name, type, true, "", description);
    }

    /// An optional field.
    public static ConfigField optional(String name, ConfigType type, String description) {
        return new ConfigField(name, type, false, "", description);
    }

    /// The same field with a default value.
    public ConfigField withDefault(String value) {
        return new ConfigField(name, type, required, value, description);
    }
}
