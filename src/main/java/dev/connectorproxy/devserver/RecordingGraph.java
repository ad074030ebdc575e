package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.baseline.BaselineRoutes;
import dev.connectorproxy.devserver.baseline.RowBaselines;
import dev.connectorproxy.devserver.capture.ConnectorEgresses;
import dev.connectorproxy.devserver.capture.EgressLayer;
import dev.connectorproxy.devserver.capture.ExchangeHistory;
import dev.connectorproxy.devserver.capture.ExchangeRoutes;
import dev.connectorproxy.devserver.capture.ReplayRoutes;
import dev.connectorproxy.devserver.connector.CallClock;
import dev.connectorproxy.devserver.connector.CallListener;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.EgressFactory;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.devserver.fetch.FetchHistory;
import dev.connectorproxy.devserver.junit.Recordings;
import dev.connectorproxy.devserver.junit.TestRoutes;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.run.RunHistory;
import dev.connectorproxy.devserver.schema.SchemaBaselines;
import dev.connectorproxy.devserver.schema.SchemaRoutes;
import dev.connectorproxy.devserver.snapshot.OfflinePlayback;
import dev.connectorproxy.devserver.snapshot.OfflineRoutes;
import dev.connectorproxy.devserver.snapshot.SnapshotRoutes;
import dev.connectorproxy.devserver.snapshot.SnapshotStore;
import dev.connectorproxy.devserver.timeline.ActivityLog;
import dev.connectorproxy.devserver.timeline.Timeline;
import dev.connectorproxy.devserver.timeline.TimelineRoutes;
import dev.connectorproxy.secrets.SecretMask;
import io.helidon.webserver.http.HttpService;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// The part of the object graph that records what connectors do, with its routes.
final class RecordingGraph {
    private final DevServerSettings settings;
    private final DevServer.Dependencies dependencies;
    private final CallClock clock;
    private final FetchHistory fetches;
    private final ExchangeHistory exchanges;
    private final ConnectorEgresses egresses;
    private final ActivityLog activities;
    private final SnapshotStore snapshots;
    private final OfflinePlayback playback;
    private final RowBaselines baselines;
    private final SchemaBaselines schemas = new SchemaBaselines();

    /// @param layers between the recording and offline playback, from the top to the bottom
    /// @param masks the mask of a connector
    RecordingGraph(
            DevServerSettings settings,
            DevServer.Dependencies dependencies,
            List<EgressLayer> layers,
            InstantSource clock,
            Function<String, SecretMask> masks) {
        this.settings = settings;
        this.dependencies = dependencies;
        this.clock = new CallClock(clock);
        this.fetches = new FetchHistory(this.clock);
        this.activities = new ActivityLog(clock, dependencies.log());
        this.snapshots = new SnapshotStore(clock);
        this.baselines = new RowBaselines(clock);
        this.playback = new OfflinePlayback(snapshots, masks);
        this.exchanges = new ExchangeHistory(settings.exchanges(), settings.exchangeBytes());
        var all = Stream.concat(layers.stream(), Stream.of(playback)).toList();
        this.egresses = new ConnectorEgresses(dependencies.egress(), all, exchanges, clock);
    }

    EgressFactory egresses() {
        return egresses;
    }

    CallListener calls() {
        return activities;
    }

    /// The clock of connectors.
    CallClock clock() {
        return clock;
    }

    FetchHistory fetches() {
        return fetches;
    }

    TestRoutes tests(
            ConnectorRegistry connectors,
            ConnectorInstanceFactory factory,
            RunHistory runs,
            JsonBodyReader bodyReader) {
        var recordings =
                new Recordings(dependencies.providers(), factory, fetches, runs, exchanges);
        return new TestRoutes(connectors, recordings, settings.testsDirectory(), bodyReader);
    }

    List<ConnectorMemory> memories() {
        return List.of(exchanges, fetches, activities, snapshots, playback, schemas, baselines);
    }

    HttpService[] ofRows(ConnectorRegistry connectors, RowStore rows, JsonBodyReader bodyReader) {
        return new HttpService[] {
            new StatusRoutes(connectors, rows, exchanges, clock.instant()),
            new BaselineRoutes(connectors, rows, baselines, bodyReader)
        };
    }

    HttpService[] services(
            RecordedConnectors connectors,
            ProviderCalls calls,
            RowStore rows,
            JsonBodyReader bodyReader) {
        return new HttpService[] {
            new ExchangeRoutes(connectors, exchanges),
            new ReplayRoutes(connectors, exchanges, egresses, calls, bodyReader),
            new TimelineRoutes(connectors, new Timeline(activities, exchanges, rows)),
            new SnapshotRoutes(connectors, exchanges, snapshots, bodyReader),
            new OfflineRoutes(connectors, snapshots, playback, bodyReader),
            new SchemaRoutes(connectors, exchanges, schemas, bodyReader)
        };
    }
}
