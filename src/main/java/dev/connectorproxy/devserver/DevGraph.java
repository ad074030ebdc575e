package dev.connectorproxy.devserver;

import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The object graph of one development server.
final class DevGraph {
    private final InstantSource clock = InstantSource.system();
    private final DevServerSettings settings;
    private final DevServer.Dependencies dependencies;
    private final ProviderCalls calls;
    private final ConnectorInstanceFactory instanceFactory;
    private final ConnectorRegistry connectors;
    private final PageSizes pageSizes;
    private final Optional<StateFile> stateFile;

    DevGraph(DevServerSettings settings, DevServer.Dependencies dependencies) {
        this.settings = settings;
        this.dependencies = dependencies;
        this.calls =
                new ProviderCalls(
                        settings.inFlight(),
                        settings.fetchTimeout(),
                        settings.debug(),
                        dependencies.log());
        this.instanceFactory =
                new ConnectorInstanceFactory(
                        dependencies.providers(),
                        new ProviderContext(
                                dependencies.egress(), clock, dependencies.log()::warning),
                        calls,
                        new StateQuota(settings.states()),
                        dependencies.references());
        this.connectors = new ConnectorRegistry(settings.connectors());
        this.pageSizes = new PageSizes(settings.pageSize(), settings.maxPageSize());
        var snapshots =
                new StateSnapshots(connectors, pageSizes, instanceFactory, dependencies.log());
        this.stateFile =
                settings.stateFile()
                        .map(path -> new StateFile(path, snapshots, dependencies.log()));
    }

    DevRoutes routes() {
        var changeListener = stateFile.<Runnable>map(file -> file::save).orElse(() -> {});
        var bodyReader = new JsonBodyReader(settings.listener().maxRequestBytes());
        var fetches =
                new FetchService(
                        connectors,
                        calls,
                        pageSizes,
                        changeListener,
                        clock,
                        settings.fetchTimeout());
        return new DevRoutes(
                new DevAccessFilter(
                        new CallerAuthenticator(settings.security()),
                        new CrossSiteCheck(List.of(), settings.listener().isOnLoopback())),
                new ProviderRoutes(
                        dependencies.providers(), instanceFactory, bodyReader, settings.debug()),
                new ConnectorRoutes(connectors, instanceFactory, calls, bodyReader, changeListener),
                new FetchRoutes(connectors, fetches, bodyReader),
                new StateRoutes(connectors, pageSizes, bodyReader, changeListener, clock),
                new PageSizeRoutes(pageSizes, bodyReader, changeListener),
                new DevErrorHandler(dependencies.log()));
    }

    ProviderCalls calls() {
        return calls;
    }

    Optional<StateFile> stateFile() {
        return stateFile;
    }

    /// The number of providers.
    int providerCount() {
        return dependencies.providers().names(true).size();
    }
}
