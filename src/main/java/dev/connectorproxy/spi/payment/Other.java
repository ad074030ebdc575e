package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Objects;

/// An object of a provider-specific kind, such as a user or a profile.
///
/// @param other the payload of the tasks that follow in the install tree, passed without this wrapper
public record Other(String id, JsonValue other) {
    public Other {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(other, "other");
    }
}
