package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.spi.Egress;

/// Changes what the requests of connectors lead to, below the recording of their exchanges: what it returns or throws is
/// recorded, and retried, as if it came from the network. Thread-safe.
@FunctionalInterface
public interface EgressLayer {

    /// An egress that decorates another one for a connector. It gets each attempt as a request without retries.
    Egress over(String connectorId, Egress next);
}
