package dev.connectorproxy.devserver;

import dev.connectorproxy.security.Gatekeeper;
import dev.connectorproxy.server.CrossSite;
import dev.connectorproxy.server.Draining;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentProvider;
import dev.connectorproxy.spi.payment.ProviderContext;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The running connector development server. Thread-safe.
public final class DevServer implements AutoCloseable {
    private final DevServerSettings settings;
    private final Calls calls;
    private final Listener listener;
    private final int providers;

    private DevServer(DevServerSettings settings, Calls calls, Listener listener, int providers) {
        this.settings = settings;
        this.calls = calls;
        this.listener = listener;
        this.providers = providers;
    }

    /// Starts to listen, with the connectors of the state file where there is one.
    ///
    /// @param providers that were found
    /// @param egress the way out for providers alone
    /// @throws SettingsException the address cannot be listened on, or the state file not used
    public static DevServer start(
            DevServerSettings settings,
            List<PaymentProvider> providers,
            Egress egress,
            DevLog log) {
        return start(settings, new Parts(new Providers(providers), egress, log, UUID::randomUUID));
    }

    /// What a test may want to be another.
    record Parts(Providers providers, Egress egress, DevLog log, Supplier<UUID> references) {}

    static DevServer start(DevServerSettings settings, Parts parts) {
        var clock = InstantSource.system();
        var calls =
                new Calls(
                        settings.inFlight(),
                        settings.fetchTimeout(),
                        settings.debug(),
                        parts.log());
        var instances =
                new Instances(
                        parts.providers(),
                        new ProviderContext(parts.egress(), clock, parts.log()::warning),
                        calls,
                        new Places(settings.states()),
                        parts.references());
        var connectors = new Connectors(settings.connectors());
        var pageSizes = new PageSizes(settings.pageSize(), settings.maxPageSize());
        var snapshots = new Snapshots(connectors, pageSizes, parts.log());
        var file = settings.stateFile().map(it -> new StateFile(it, snapshots::take, parts.log()));
        var saving = file.<Saving>map(it -> it).orElse(Saving.NONE);
        var bodies = new JsonBody(settings.listener().maxRequestBytes());
        var fetches =
                new Fetches(connectors, calls, pageSizes, saving, clock, settings.fetchTimeout());
        var routes =
                new DevRoutes(
                        new DevGate(
                                new Gatekeeper(settings.security()),
                                new CrossSite(List.of(), settings.listener().onLoopback())),
                        new ProviderRoutes(parts.providers(), instances, bodies, settings.debug()),
                        new ConnectorRoutes(connectors, instances, calls, bodies, saving),
                        new FetchRoutes(connectors, fetches, bodies),
                        new StateRoutes(connectors, pageSizes, bodies, saving, clock),
                        new PageSizeRoutes(pageSizes, bodies, saving),
                        new DevFailures(parts.log()));
        file.ifPresent(it -> it.open(snapshots, instances));
        try {
            var listener = Listener.start(settings.listener(), new Draining(), routes);
            return new DevServer(settings, calls, listener, parts.providers().names(true).size());
        } catch (SettingsException e) {
            throw new SettingsException(
                    e.getMessage() + "; dev-server.enabled: false does without it");
        }
    }

    /// The port it listens on.
    public int port() {
        return listener.port();
    }

    /// One line that says where it is.
    public String announcement() {
        return "dev server listening on http://%s:%d, %d payment providers"
                .formatted(settings.listener().host(), port(), providers);
    }

    /// Interrupts the calls under way, which then change nothing, and stops listening.
    @Override
    public void close() {
        calls.close();
        listener.close();
    }
}
