package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.connector.ProviderRegistry;
import dev.connectorproxy.plugins.LoadedProviders;
import dev.connectorproxy.plugins.ProviderSource;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.spi.Egress;
import dev.connectorproxy.spi.payment.PaymentProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A running connector development server. Thread-safe.
public final class DevServer implements AutoCloseable {
    private final DevServerSettings settings;
    private final DevGraph graph;
    private final Listener listener;

    private DevServer(DevServerSettings settings, DevGraph graph, Listener listener) {
        this.settings = settings;
        this.graph = graph;
        this.listener = listener;
    }

    /// Restores the connectors of the state file, if one is configured, and starts the listener.
    ///
    /// @param providers the payment providers that are built in
    /// @param plugins those of plugins, which can be loaded again; asked once
    /// @param egress the egress that providers use for their HTTP requests; used by them only
    /// @throws SettingsException the address cannot be bound, or the state file cannot be used
    public static DevServer start(
            DevServerSettings settings,
            List<PaymentProvider> providers,
            Supplier<Map<ProviderSource, LoadedProviders>> plugins,
            Egress egress,
            DevLog log) {
        return start(
                settings,
                new Dependencies(
                        new ProviderRegistry(providers), plugins, egress, log, UUID::randomUUID));
    }

    /// What a test may replace.
    record Dependencies(
            ProviderRegistry providers,
            Supplier<Map<ProviderSource, LoadedProviders>> plugins,
            Egress egress,
            DevLog log,
            Supplier<UUID> references) {
        /// Without plugins.
        Dependencies(
                ProviderRegistry providers, Egress egress, DevLog log, Supplier<UUID> references) {
            this(providers, Map::of, egress, log, references);
        }
    }

    static DevServer start(DevServerSettings settings, Dependencies dependencies) {
        var graph = new DevGraph(settings, dependencies);
        try {
            graph.stateFile().ifPresent(StateFile::open);
            var listener = Listener.start(settings.listener(), new AtomicBoolean(), graph);
            graph.reloads().start();
            return new DevServer(settings, graph, listener);
        } catch (RuntimeException e) {
            graph.reloads().close();
            graph.stateFile().ifPresent(StateFile::close);
            throw e instanceof SettingsException
                    ? new SettingsException(
                            e.getMessage() + "; dev-server.enabled: false does without it")
                    : e;
        }
    }

    /// The port it listens on.
    public int port() {
        return listener.port();
    }

    /// The log line with its URL and the number of providers.
    public String announcement() {
        return "dev server listening on http://%s:%d, %d payment providers; open it in a browser"
                .formatted(settings.listener().host(), port(), graph.providerCount());
    }

    /// The details of the health check; none without a state file.
    public Map<String, String> health() {
        return graph.stateFile()
                .map(file ->
                        Map.of(
                                "degraded",
                                Boolean.toString(file.isFailing()),
                                "state file",
                                file.isFailing() ? "cannot be written" : "written"))
                .orElse(Map.of());
    }

    /// The text without the secrets of the connectors.
    public String mask(String text) {
        return graph.connectors().mask(text);
    }

    /// Interrupts running calls, which then change no state, and stops the listener.
    @Override
    public void close() {
        graph.close();
        listener.close();
        graph.stateFile().ifPresent(StateFile::close);
    }
}
