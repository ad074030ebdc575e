package dev.connectorproxy.spi.payment;

import java.util.Objects;

/// One field of a provider's configuration.
///
/// @param name its key, in the spelling in which it is shown; keys are read in any case
/// @param required refused when absent, `null` or, for text, blank
/// @param defaultValue what counts when it is absent, as text; empty for none
/// @param description one sentence for whoever fills it in
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

    /// A field that must be filled in.
    public static ConfigField required(String name, ConfigType type, String description) {
        return new ConfigField(name, type, true, "", description);
    }

    /// A field that may be left out.
    public static ConfigField optional(String name, ConfigType type, String description) {
        return new ConfigField(name, type, false, "", description);
    }

    /// The same field with a default.
    public ConfigField withDefault(String value) {
        return new ConfigField(name, type, required, value, description);
    }
}
