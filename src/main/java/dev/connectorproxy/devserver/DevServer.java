package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevLog;
import dev.connectorproxy.devserver.command.CommandRuntime;
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

    /// The code that runs in the server.
    ///
    /// @param builtIn payment providers
    /// @param plugins payment providers of plugins, which can be loaded again; asked once
    /// @param commands runs the commands of connector files
    public record Code(
            List<PaymentProvider> builtIn,
            Supplier<Map<ProviderSource, LoadedProviders>> plugins,
            CommandRuntime commands) {
        public Code {
            builtIn = List.copyOf(builtIn);
        }
    }

    /// Restores the connectors of the state file, if one is configured, and starts the listener.
    ///
    /// @param egress for the HTTP requests of providers and commands; used by them only
    /// @throws SettingsException the address cannot be bound, or the state file cannot be used
    public static DevServer start(
            DevServerSettings settings, Code code, Egress egress, DevLog log) {
        return start(
                settings,
                new Dependencies(
                        new ProviderRegistry(code.builtIn()),
                        code.plugins(),
                        code.commands(),
                        egress,
                        log,
                        UUID::randomUUID));
    }

    /// What a test may replace.
    record Dependencies(
            ProviderRegistry providers,
            Supplier<Map<ProviderSource, LoadedProviders>> plugins,
            CommandRuntime commands,
            Egress egress,
            DevLog log,
            Supplier<UUID> references) {
        /// Without plugins and connector files.
        Dependencies(
                ProviderRegistry providers, Egress egress, DevLog log, Supplier<UUID> references) {
            this(providers, Map::of, CommandRuntime.NONE, egress, log, references);
        }
    }

    static DevServer start(DevServerSettings settings, Dependencies dependencies) {
        var graph = new DevGraph(settings, dependencies);
        try {
            graph.stateFile().ifPresent(StateFile::open);
            var listener = Listener.start(settings.listener(), new AtomicBoolean(), graph);
            graph.startReloads();
            return new DevServer(settings, graph, listener);
        } catch (RuntimeException e) {
            graph.closeReloads();
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
        return graph.mask(text);
    }

    /// Interrupts running calls, which then change no state, and stops the listener.
    @Override
    public void close() {
        graph.close();
        listener.close();
        graph.stateFile().ifPresent(StateFile::close);
    }
}
