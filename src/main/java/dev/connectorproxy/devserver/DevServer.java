package dev.connectorproxy.devserver;

import dev.connectorproxy.server.Draining;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The running connector development server. Thread-safe.
public final class DevServer implements AutoCloseable {
    private final DevServerSettings settings;
    private final DevGraph graph;
    private final Listener listener;

    private DevServer(DevServerSettings settings, DevGraph graph, Listener listener) {
        this.settings = settings;
        this.graph = graph;
        this.listener = listener;
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
        var graph = new DevGraph(settings, parts);
        try {
            graph.file().ifPresent(it -> it.open(graph.snapshots(), graph.instances()));
            var listener = Listener.start(settings.listener(), new Draining(), graph.routes());
            return new DevServer(settings, graph, listener);
        } catch (SettingsException e) {
            graph.file().ifPresent(StateFile::close);
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
                .formatted(settings.listener().host(), port(), graph.providers());
    }

    /// Interrupts the calls under way, which then change nothing, and stops listening.
    @Override
    public void close() {
        graph.calls().close();
        listener.close();
        graph.file().ifPresent(StateFile::close);
    }
}
