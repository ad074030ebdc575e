package dev.connectorproxy.database.session;

import java.util.Objects;

/// The maximum size of a result.
///
/// @param settings where the limits are set, such as `connectors.postgres_v2`, for messages
public record ResultLimits(int maxRows, int maxBytes, String settings) {
    public ResultLimits {
        Objects.requireNonNull(settings, "settings");
    }
}
