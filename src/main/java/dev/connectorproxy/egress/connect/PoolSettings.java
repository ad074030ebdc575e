package dev.connectorproxy.egress.connect;

import java.time.Duration;

/// The bounds of a connection pool, from the section `egress`.
///
/// @param connections open connections in total (`connections`)
/// @param perHost open connections per route (`per-host`)
/// @param idle how long an idle connection is kept (`idle-timeout`)
/// @param responseBytes the maximum size of a response body (`response-bytes`)
public record PoolSettings(int connections, int perHost, Duration idle, int responseBytes) {}
