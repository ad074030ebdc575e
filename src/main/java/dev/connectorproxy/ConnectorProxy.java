package dev.connectorproxy;

import dev.connectorproxy.declarative.ConnectorFileWatcher;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.store.StoreException;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.TargetMetrics;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The program: starts the object graph and shuts it down.
final class ConnectorProxy implements AutoCloseable {
    private final AllSettings settings;
    private final LogWriter log;
    private final HttpEgress egress;
    private final ProxyGraph graph;
    private final Optional<LongRunningEngine> longRunning;
    private final Reload reload;
    private final AtomicBoolean shutdown = new AtomicBoolean();
    private Optional<DevServerComponent> devServer = Optional.empty(); // set by start()
    private Optional<Listener> listener = Optional.empty(); // set by start()
    private Optional<ConnectorFileWatcher> watcher = Optional.empty(); // set by start()

    private ConnectorProxy(AllSettings settings, LogWriter log, HttpEgress egress) {
        this.settings = settings;
        this.log = log;
        this.egress = egress;
        this.graph = new ProxyGraph(settings, log, egress);
        this.longRunning = graph.longRunning();
        this.reload = graph.reload();
    }

    /// Builds the program and starts it. The caller owns `log` and closes it after this. A start that fails leaves nothing
    /// behind.
    static ConnectorProxy start(AllSettings settings, LogWriter log) {
        var targets = new TargetMetrics(settings.egress().measuredTargets());
        var egress = HttpEgress.create(settings.egress(), settings.shares(), targets::ended);
        try {
            var proxy = new ConnectorProxy(settings, log, egress);
            proxy.start();
            return proxy;
        } catch (RuntimeException e) {
            settings.connectors().close();
            egress.close();
            throw e;
        }
    }

    /// Opens the store before the ports, so that no call is accepted by a process that is wrongly set up; and the ports before
    /// the work begins: as long as another process may hold them, no deferred command is run and no other proxy asked.
    private void start() {
        try {
            longRunning.ifPresent(this::openStore);
            var files = graph.connectorFiles();
            devServer = DevServerComponent.start(settings, log, files);
            listener =
                    Optional.of(
                            Listener.start(
                                    settings.server(),
                                    shutdown,
                                    graph.routes(this::devServerHealth)));
            longRunning.ifPresent(LongRunningEngine::start);
            watcher = Optional.of(ConnectorFileWatcher.start(files::look));
            graph.readiness().ready();
            graph.federation().start();
            announce();
        } catch (RuntimeException e) {
            watcher.ifPresent(ConnectorFileWatcher::close);
            graph.federation().close();
            devServer.ifPresent(DevServerComponent::close);
            closeServing();
            throw e;
        }
    }

    private void openStore(LongRunningEngine engine) {
        try {
            engine.open();
        } catch (StoreException e) {
            throw new SettingsException(settings.source() + ": " + e.getMessage());
        }
    }

    private Map<String, String> devServerHealth() {
        return devServer.map(dev -> dev.server().health()).orElse(Map.of());
    }

    private void announce() {
        if (!settings.security().keyRequired()) {
            log.warning("no API key is set: whoever reaches this port may run every command");
        }
        SettingsWarnings.of(settings, graph.catalogue(), Instant.now()).forEach(log::warning);
        settings.signin().warning().ifPresent(log::warning);
        settings.plugins()
                .loaded()
                .forEach((file, contents) -> log.info("plugin %s: %s".formatted(file, contents)));
        settings.files()
                .problems()
                .forEach((_, why) -> log.warning(ConnectorFileReload.brokenFileMessage(why)));
        settings.plugins().listen((file, why) -> log.warning(brokenPluginMessage(file, why)));
        log.info(
                "listening on %s://%s:%d, %d commands"
                        .formatted(
                                graph.tls().isEmpty() ? "http" : "https",
                                settings.server().host(),
                                port(),
                                graph.catalogue().commands().size()));
        devServer.ifPresent(dev -> log.info(dev.server().announcement()));
    }

    /// The log line for a plugin that failed to load.
    static String brokenPluginMessage(String file, String why) {
        return "plugin %s is broken: %s".formatted(file, why);
    }

    int port() {
        return listener.orElseThrow().port();
    }

    /// The port of the development server, if there is one.
    Optional<Integer> devPort() {
        return devServer.map(dev -> dev.server().port());
    }

    /// Reads API keys and the files of the listener's TLS again.
    Reload reload() {
        return reload;
    }

    /// Stops accepting work after `server.shutdown-delay`, waits up to `server.shutdown-grace` for running work, and closes
    /// everything.
    @Override
    public void close() {
        log.info("shutting down");
        graph.readiness().drain();
        shutdown.set(true);
        pause(settings.server().shutdownDelay());
        watcher.ifPresent(ConnectorFileWatcher::close);
        graph.federation().close();
        graph.commands().close();
        longRunning.ifPresent(LongRunningEngine::drain);
        devServer.ifPresent(DevServerComponent::close);
        if (!awaitIdle(settings.server().shutdownGrace())) {
            log.warning("some commands did not end within server.shutdown-grace and are cut off");
            longRunning.ifPresent(LongRunningEngine::markStopping);
            graph.commands().cutOff();
            egress.close();
        }
        closeServing();
        settings.connectors().close();
        egress.close();
    }

    private void closeServing() {
        listener.ifPresent(Listener::close);
        longRunning.ifPresent(LongRunningEngine::close);
    }

    /// Waits until whoever asks for readiness has seen that it is gone.
    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitIdle(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean idle = graph.commands().awaitIdle(timeout);
        var remaining = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return longRunning.map(engine -> engine.awaitIdle(remaining)).orElse(true) && idle;
    }
}
