package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.event.ConnectorEvents;
import dev.connectorproxy.devserver.event.EventRoutes;
import dev.connectorproxy.devserver.fetch.CommittedPage;
import dev.connectorproxy.devserver.fetch.FetchHistory;
import dev.connectorproxy.devserver.fetch.FetchRoutes;
import dev.connectorproxy.devserver.fetch.FetchService;
import dev.connectorproxy.devserver.fetch.PageEvent;
import dev.connectorproxy.devserver.fetch.PageSizes;
import dev.connectorproxy.devserver.fetch.StateRoutes;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.reload.LastPages;
import dev.connectorproxy.devserver.reload.ReloadEvent;
import dev.connectorproxy.devserver.rows.RowRoutes;
import dev.connectorproxy.devserver.rows.RowStore;
import dev.connectorproxy.devserver.rows.SessionRoutes;
import dev.connectorproxy.devserver.run.RunHistory;
import dev.connectorproxy.devserver.run.RunRoutes;
import dev.connectorproxy.devserver.run.RunService;
import io.helidon.webserver.http.HttpService;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The part of the object graph that fetches pages and walks the install tree, keeps their rows, and tells of both, with
/// its routes.
final class WalkGraph {
    private static final int MAX_STREAMS = 64;

    private final RowStore rows = new RowStore();
    private final RunHistory runs = new RunHistory();
    private final LastPages pages = new LastPages();
    private final ConnectorEvents events = new ConnectorEvents();
    private final DevServerSettings settings;
    private final DevServer.Dependencies dependencies;
    private final InstantSource clock;
    private final FetchHistory history;

    WalkGraph(
            DevServerSettings settings,
            DevServer.Dependencies dependencies,
            InstantSource clock,
            FetchHistory history) {
        this.settings = settings;
        this.dependencies = dependencies;
        this.clock = clock;
        this.history = history;
    }

    RowStore rows() {
        return rows;
    }

    RunHistory runs() {
        return runs;
    }

    LastPages pages() {
        return pages;
    }

    List<ConnectorMemory> memories() {
        return List.of(rows, runs, pages, events);
    }

    HttpService[] services(
            ConnectorRegistry connectors,
            ProviderCalls calls,
            PageSizes pageSizes,
            ChangeSaver changes,
            JsonBodyReader bodyReader) {
        var fetches =
                new FetchService(
                        connectors,
                        calls,
                        pageSizes,
                        rows,
                        history,
                        changes,
                        clock,
                        settings.fetchTimeout(),
                        this::fetched);
        return new HttpService[] {
            new FetchRoutes(connectors, fetches, bodyReader),
            new RunRoutes(runService(fetches), bodyReader),
            new RowRoutes(connectors, rows),
            new SessionRoutes(connectors, rows, bodyReader, changes, clock),
            new EventRoutes(connectors, events, new Semaphore(MAX_STREAMS)),
            new StateRoutes(connectors, pageSizes, bodyReader, changes, clock)
        };
    }

    private void fetched(CommittedPage page) {
        pages.fetched(page);
        events.add(page.fetch().instance().id(), "page", PageEvent.of(page));
    }

    /// Adds an event to each connector of the providers that were to be loaded again.
    void reloaded(JsonObject report, ConnectorRegistry connectors) {
        var providers =
                report.getJsonArray("providers").getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList();
        connectors.all().stream()
                .filter(instance ->
                        providers.stream().anyMatch(instance.provider()::equalsIgnoreCase))
                .forEach(instance ->
                        events.add(instance.id(), "reload", ReloadEvent.of(report, instance.id())));
    }

    private RunService runService(FetchService fetches) {
        return new RunService(
                runs,
                fetches,
                events,
                dependencies.providers(),
                dependencies.log(),
                Thread::sleep,
                new AtomicLong());
    }

    /// Cancels all runs, and ends all streams of events.
    void close() {
        runs.close();
        events.close();
    }
}
