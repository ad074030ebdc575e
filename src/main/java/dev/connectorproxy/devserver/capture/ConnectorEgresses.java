package dev.connectorproxy.devserver.capture;

import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.egress.RetryExecutor;
import dev.connectorproxy.spi.Egress;
import java.time.InstantSource;
import java.util.List;

/// Creates the egress of each connector: recording and retries on top, then the layers, then the egress to the network,
/// whose policy therefore applies to everything. Thread-safe.
///
/// @param egress to the network
/// @param layers from the top to the bottom
public record ConnectorEgresses(
        Egress egress, List<EgressLayer> layers, ExchangeHistory history, InstantSource clock)
        implements EgressFactory {
    private static final RetryExecutor RETRIES = RetryExecutor.create();

    public ConnectorEgresses {
        layers = List.copyOf(layers);
    }

    @Override
    public Egress create(String connectorId) {
        var next = egress;
        for (var layer : layers.reversed()) {
            next = layer.over(connectorId, next);
        }
        return new CapturingEgress(
                next, RETRIES, new ExchangeRecorder(connectorId, history, clock));
    }
}
