package dev.connectorproxy.database.session;

import java.time.Duration;
import java.util.Objects;

/// The limits of a [ConnectionPool].
///
/// @param poolSize the maximum number of connections for one key
/// @param pools the maximum number of keys with idle connections
/// @param idleTimeout after which an idle connection is closed
public record PoolLimits(int poolSize, int pools, Duration idleTimeout) {
    public PoolLimits {
        Objects.requireNonNull(idleTimeout, "idleTimeout");
    }
}
