package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.capture.ConnectorEgresses;
import dev.connectorproxy.devserver.capture.EgressLayer;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.capture.ExchangeRoutes;
import dev.connectorproxy.devserver.capture.ReplayRoutes;
import dev.connectorproxy.devserver.connector.CallListener;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.timeline.ActivityLog;
import dev.connectorproxy.devserver.timeline.Timeline;
import dev.connectorproxy.devserver.timeline.TimelineRoutes;
import dev.connectorproxy.spi.Egress;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;

/// The part of the object graph that records what connectors do, with its routes.
final class RecordingGraph {
    private final ExchangeHistory exchanges;
    private final ConnectorEgresses egresses;
    private final ActivityLog activities;

    /// @param network the egress of all connectors
    /// @param layers between the recording and the network, from the top to the bottom
    RecordingGraph(
            DevServerSettings settings,
            Egress network,
            List<EgressLayer> layers,
            InstantSource clock,
            DevLog log) {
        this.activities = new ActivityLog(clock, log);
        this.exchanges = new ExchangeHistory(settings.exchanges(), settings.exchangeBytes());
        this.egresses = new ConnectorEgresses(network, layers, exchanges, clock);
    }

    EgressFactory egresses() {
        return egresses;
    }

    CallListener calls() {
        return activities;
    }

    List<ConnectorMemory> memories() {
        return List.of(exchanges, activities);
    }

    HttpService[] services(
            ConnectorRegistry connectors,
            ProviderCalls calls,
            RowStore rows,
            JsonBodyReader bodyReader) {
        return new HttpService[] {
            new ExchangeRoutes(connectors, exchanges),
            new ReplayRoutes(connectors, exchanges, egresses, calls, bodyReader),
            new TimelineRoutes(connectors, new Timeline(activities, exchanges, rows))
        };
    }
}
