package dev.connectorproxy.devserver;

import dev.connectorproxy.security.Gatekeeper;
import dev.connectorproxy.server.CrossSite;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The objects of one development server, built by hand.
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

    DevGraph(DevServerSettings settings, DevServer.Parts parts) {
        this.settings = settings;
        this.parts = parts;
        this.calls =
                new Calls(
                        settings.inFlight(),
                        settings.fetchTimeout(),
                        settings.debug(),
                        parts.log());
        this.instances =
                new Instances(
                        parts.providers(),
                        new ProviderContext(parts.egress(), clock, parts.log()::warning),
                        calls,
                        new Places(settings.states()),
                        parts.references());
        this.connectors = new Connectors(settings.connectors());
        this.pageSizes = new PageSizes(settings.pageSize(), settings.maxPageSize());
        this.snapshots = new Snapshots(connectors, pageSizes, parts.log());
        this.file = settings.stateFile().map(it -> new StateFile(it, snapshots::take, parts.log()));
    }

    DevRoutes routes() {
        var saving = file.<Saving>map(it -> it).orElse(Saving.NONE);
        var bodies = new JsonBody(settings.listener().maxRequestBytes());
        var fetches =
                new Fetches(connectors, calls, pageSizes, saving, clock, settings.fetchTimeout());
        return new DevRoutes(
                new DevGate(
                        new Gatekeeper(settings.security()),
                        new CrossSite(List.of(), settings.listener().onLoopback())),
                new ProviderRoutes(parts.providers(), instances, bodies, settings.debug()),
                new ConnectorRoutes(connectors, instances, calls, bodies, saving),
                new FetchRoutes(connectors, fetches, bodies),
                new StateRoutes(connectors, pageSizes, bodies, saving, clock),
                new PageSizeRoutes(pageSizes, bodies, saving),
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

    /// How many providers there are.
    int providers() {
        return parts.providers().names(true).size();
    }
}
