package dev.connectorproxy.devserver.connector;

import dev.connectorproxy.spi.Egress;

/// Creates the egress of each connector. Thread-safe.
@FunctionalInterface
public interface EgressFactory {

    /// An egress for a connector and those that replace it.
    Egress create(String connectorId);
}
