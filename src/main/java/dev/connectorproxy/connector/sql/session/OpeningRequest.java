package dev.connectorproxy.connector.sql.session;

import dev.connectorproxy.connector.sql.target.DatabaseTarget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// What a driver needs to open a connection.
///
/// @param address the one that the guard permitted
/// @param timeout of each step of connecting
/// @param guard asked about other servers, for a driver that follows redirects
record OpeningRequest(DatabaseTarget target, PinnedAddress address, Duration timeout, Guard guard) {

    /// The egress policy, for the call that opens the connection.
    @FunctionalInterface
    interface Guard {
        /// @throws dev.connectorproxy.spi.ConnectorException the server is not permitted, or has no address
        List<InetSocketAddress> permit(String host, int port);
    }
}
