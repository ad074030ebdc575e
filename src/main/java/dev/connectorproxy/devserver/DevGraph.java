package dev.connectorproxy.devserver;

import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The object graph of one development server.
final class DevGraph {
    private final InstantSource clock = InstantSource.system();
    private final DevServerSettings settings;
    private final DevServer.Parts parts;
    private final Calls calls;
    private final Instances instances;
    private final Connectors connectors;
    private final PageSizes pageSizes;
    private final Snapshots snapshots;
    private final Optional<StateFile> file;

    DevGraph(DevServerSettings settings, DevServer.Parts dependencies) {
        this.settings = settings;
        this.parts = dependencies;
        this.calls =
                new Calls(
                        settings.inFlight(),
                        settings.fetchTimeout(),
                        settings.debug(),
                        dependencies.log());
        this.instances =
                new Instances(
                        dependencies.providers(),
                        new ProviderContext(
                                dependencies.egress(), clock, dependencies.log()::warning),
                        calls,
                        new Places(settings.states()),
                        dependencies.references());
        this.connectors = new Connectors(settings.connectors());
        this.pageSizes = new PageSizes(settings.pageSize(), settings.maxPageSize());
        this.snapshots = new Snapshots(connectors, pageSizes, dependencies.log());
        this.file =
                settings.stateFile()
                        .map(path -> new StateFile(path, snapshots::take, dependencies.log()));
    }

    DevRoutes routes() {
        var changeListener = file.<Saving>map(Function.identity()).orElse(Saving.NONE);
        var bodyReader = new JsonBody(settings.listener().maxRequestBytes());
        var fetches =
                new Fetches(
                        connectors,
                        calls,
                        pageSizes,
                        changeListener,
                        clock,
                        settings.fetchTimeout());
        return new DevRoutes(
                new DevGate(
                        new CallerAuthenticator(settings.security()),
                        new CrossSiteCheck(List.of(), settings.listener().isOnLoopback())),
                new ProviderRoutes(parts.providers(), instances, bodyReader, settings.debug()),
                new ConnectorRoutes(connectors, instances, calls, bodyReader, changeListener),
                new FetchRoutes(connectors, fetches, bodyReader),
                new StateRoutes(connectors, pageSizes, bodyReader, changeListener, clock),
                new PageSizeRoutes(pageSizes, bodyReader, changeListener),
                new DevFailures(parts.log()));
    }

    Calls calls() {
        return calls;
    }

    Instances instances() {
        return instances;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    Optional<StateFile> file() {
        return file;
    }

    /// The number of providers.
    int providers() {
        return parts.providers().names(true).size();
    }
}
