package dev.connectorproxy.longrunning.store;

/// The connections to the database, all zero while it is not open.
///
/// @param active in use
/// @param idle open and unused
/// @param pending threads that wait for a connection
public record PoolUsage(int active, int idle, int pending) {
    /// The limit of connections.
    public static final int MAX = PoolConfig.MAX_CONNECTIONS;
}
