package dev.connectorproxy;

import dev.connectorproxy.admin.AdminService;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.catalogue.RegisteredCommand;
import dev.connectorproxy.catalogue.RemoteCatalogue;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.federation.Federation;
import dev.connectorproxy.longrunning.FencedEgress;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.observe.HealthDetail;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.MeteredEgress;
import dev.connectorproxy.observe.Readiness;
import dev.connectorproxy.proxy.ApiKeyFilter;
import dev.connectorproxy.proxy.Bounds;
import dev.connectorproxy.proxy.CallLogger;
import dev.connectorproxy.proxy.CommandHandler;
import dev.connectorproxy.proxy.CommandService;
import dev.connectorproxy.proxy.DeferredCallRunner;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.ShutdownFlag;
import dev.connectorproxy.signin.SigninService;
import dev.connectorproxy.typeahead.TypeaheadService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The running program: builds the object graph by hand, starts it and shuts it down.
final class ConnectorProxy implements AutoCloseable {
    private final AllSettings settings;
    private final LogWriter log;
    private final HttpEgress egress;
    private final Federation federation;
    private final Optional<LongRunningEngine> longRunning;
    private final Optional<DevServerComponent> devServer;
    private final CommandHandler commands;
    private final Listener listener;
    private final Readiness readiness = new Readiness();
    private final ShutdownFlag shutdownFlag = new ShutdownFlag();

    private ConnectorProxy(
            AllSettings settings,
            LogWriter log,
            HttpEgress egress,
            Optional<DevServerComponent> dev) {
        this.settings = settings;
        this.log = log;
        this.egress = egress;
        this.devServer = dev;
        var fencedEgress = new FencedEgress(egress);
        var meteredEgress = new MeteredEgress(fencedEgress);
        var catalogue = settings.catalogue(meteredEgress);
        var ids = catalogue.entries().stream().map(RegisteredCommand::id).toList();
        this.federation = new Federation(settings.federation(), ids, log);
        boolean standalone = settings.federation().peers().isEmpty();
        var remote =
                new RemoteCatalogue(
                        federation,
                        ids,
                        id -> !standalone && settings.longRunning().hasAsyncCommand(id));
        var secrets = new Secrets(settings.secrets(), System.getenv());
        log.setMask(secrets::mask);
        var metrics = new CommandMetrics(ids, id -> remote.all().containsKey(id), log);
        var callLogger = new CallLogger(log, metrics);
        var bounds = new Bounds(settings.limits());
        var authenticator = new CallerAuthenticator(settings.security());
        var deferredCallRunner =
                new DeferredCallRunner(
                        catalogue,
                        remote,
                        bounds,
                        secrets,
                        callLogger,
                        authenticator::caller,
                        settings.longRunning().deadline());
        this.longRunning =
                new LongRunningStarter(deferredCallRunner, fencedEgress, secrets, log)
                        .open(settings);
        this.commands =
                new CommandHandler(
                        catalogue,
                        remote,
                        bounds,
                        secrets,
                        callLogger,
                        longRunning
                                .map(LongRunningEngine::calls)
                                .orElse(DeferredCallService.DISABLED));
        this.listener =
                listening(() ->
                        Listener.start(
                                settings.server(),
                                shutdownFlag,
                                new Routes(
                                        new ApiKeyFilter(
                                                authenticator,
                                                new CrossSiteCheck(
                                                        settings.server().corsOrigins(),
                                                        settings.server().isOnLoopback()),
                                                metrics),
                                        new CommandService(
                                                catalogue,
                                                remote,
                                                commands,
                                                settings.signin().ids(),
                                                settings.server().corsOrigins().isEmpty()),
                                        new SigninService(
                                                settings.signin(), meteredEgress, log::warning),
                                        new TypeaheadService(
                                                settings.typeahead(), meteredEgress, log::warning),
                                        new AdminService(
                                                authenticator,
                                                longRunning.map(LongRunningEngine::admin)),
                                        readiness,
                                        federation::states,
                                        List.of(
                                                new HealthDetail(
                                                        "plugins", settings.plugins()::statuses),
                                                new HealthDetail(
                                                        "long-running",
                                                        () ->
                                                                longRunning
                                                                        .map(
                                                                                LongRunningEngine
                                                                                        ::health)
                                                                        .orElse(Map.of()))),
                                        callLogger,
                                        log)));
        longRunning.ifPresent(LongRunningEngine::start);
        readiness.ready();
        federation.start();
        if (!settings.security().keyRequired()) {
            log.warning("no API key is set: whoever reaches this port may run every command");
        }
        settings.signin().warning().ifPresent(log::warning);
        settings.plugins()
                .loaded()
                .forEach((file, contents) -> log.info("plugin %s: %s".formatted(file, contents)));
        settings.plugins().listen((file, why) -> log.warning(brokenPluginMessage(file, why)));
        log.info(
                "listening on http://%s:%d, %d commands"
                        .formatted(settings.server().host(), port(), catalogue.entries().size()));
        dev.map(DevServerComponent::announcement).ifPresent(log::info);
    }

    /// An engine whose listener cannot be started releases its store.
    private Listener listening(Supplier<Listener> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            longRunning.ifPresent(LongRunningEngine::close);
            throw e;
        }
    }

    /// Opens the listeners. The caller owns `log` and closes it after this.
    static ConnectorProxy start(AllSettings settings, LogWriter log) {
        var egress = HttpEgress.create(settings.egress());
        var dev = Optional.<DevServerComponent>empty();
        try {
            dev = DevServerComponent.start(settings, log);
            return new ConnectorProxy(settings, log, egress, dev);
        } catch (RuntimeException e) {
            dev.ifPresent(DevServerComponent::close);
            settings.closeConnectors();
            egress.close();
            throw e;
        }
    }

    /// The log line for a plugin that failed to load.
    static String brokenPluginMessage(String file, String why) {
        return "plugin %s is broken: %s".formatted(file, why);
    }

    /// The port of the main listener.
    int port() {
        return listener.port();
    }

    /// The port of the development server, if there is one.
    Optional<Integer> devPort() {
        return devServer.map(DevServerComponent::port);
    }

    /// Stops accepting work, waits up to `server.shutdown-grace` for running work, and closes everything.
    @Override
    public void close() {
        log.info("shutting down");
        readiness.drain();
        shutdownFlag.set();
        federation.close();
        commands.close();
        longRunning.ifPresent(LongRunningEngine::drain);
        devServer.ifPresent(DevServerComponent::close);
        if (!awaitIdle(settings.server().shutdownGrace())) {
            log.warning("some commands did not end within server.shutdown-grace and are cut off");
            longRunning.ifPresent(LongRunningEngine::markStopping);
            egress.close();
        }
        listener.close();
        longRunning.ifPresent(LongRunningEngine::close);
        settings.closeConnectors();
        egress.close();
    }

    private boolean awaitIdle(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        boolean idle = commands.awaitIdle(timeout);
        var remaining = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return longRunning.map(engine -> engine.awaitIdle(remaining)).orElse(true) && idle;
    }
}
