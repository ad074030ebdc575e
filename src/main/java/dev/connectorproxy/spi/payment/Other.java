package dev.connectorproxy.spi.payment;

import jakarta.json.JsonValue;
import java.util.Objects;

/// Something only its provider knows, such as a user or a profile.
///
/// @param other handed as it is, without this wrapper, to the tasks that follow in the install tree
public record Other(String id, JsonValue other) {
    public Other {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(other, "other");
    }
}
