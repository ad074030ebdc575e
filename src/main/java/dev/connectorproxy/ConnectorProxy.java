package dev.connectorproxy;

import dev.connectorproxy.admin.AdminService;
import dev.connectorproxy.catalogue.Entry;
import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.catalogue.RemoteTwins;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.federation.Federation;
import dev.connectorproxy.longrunning.FencedEgress;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.observe.HealthDetail;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.MeteredEgress;
import dev.connectorproxy.observe.Readiness;
import dev.connectorproxy.proxy.Bounds;
import dev.connectorproxy.proxy.CallerGate;
import dev.connectorproxy.proxy.CommandHandler;
import dev.connectorproxy.proxy.CommandService;
import dev.connectorproxy.proxy.Journal;
import dev.connectorproxy.proxy.LaterCommands;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.Gatekeeper;
import dev.connectorproxy.server.CrossSite;
import dev.connectorproxy.server.Draining;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.signin.SigninService;
import dev.connectorproxy.typeahead.TypeaheadService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The running program: the graph, built by hand, and its end.
final class ConnectorProxy implements AutoCloseable {
    private final AllSettings settings;
    private final LogWriter log;
    private final HttpEgress egress;
    private final Federation federation;
    private final Optional<LongRunningEngine> longRunning;
    private final Optional<DevSide> dev;
    private final CommandHandler commands;
    private final Listener listener;
    private final Readiness readiness = new Readiness();
    private final Draining draining = new Draining();

    private ConnectorProxy(
            AllSettings settings, LogWriter log, HttpEgress egress, Optional<DevSide> dev) {
        this.settings = settings;
        this.log = log;
        this.egress = egress;
        this.dev = dev;
        var fence = new FencedEgress(egress);
        var way = new MeteredEgress(fence);
        var catalogue = settings.catalogue(way);
        var ids = catalogue.entries().stream().map(Entry::id).toList();
        this.federation = new Federation(settings.federation(), ids, log);
        boolean alone = settings.federation().peers().isEmpty();
        var remote =
                new RemoteTwins(federation, ids, it -> !alone && settings.longRunning().twin(it));
        var secrets = new Secrets(settings.secrets(), System.getenv());
        log.masking(secrets::masked);
        var metrics = new CommandMetrics(ids, it -> remote.all().containsKey(it), log);
        var journal = new Journal(log, metrics);
        var bounds = new Bounds(settings.limits());
        var gatekeeper = new Gatekeeper(settings.security());
        var later =
                new LaterCommands(
                        catalogue,
                        remote,
                        bounds,
                        secrets,
                        journal,
                        gatekeeper::caller,
                        settings.longRunning().deadline());
        this.longRunning = new LongRunningSide(later, fence, secrets, log).open(settings);
        this.commands =
                new CommandHandler(
                        catalogue,
                        remote,
                        bounds,
                        secrets,
                        journal,
                        longRunning.map(LongRunningEngine::calls).orElse(LongRunning.NONE));
        this.listener = listening(() ->
                Listener.start(
                        settings.server(),
                        draining,
                        new Routes(
                                new CallerGate(
                                        gatekeeper,
                                        new CrossSite(
                                                settings.server().corsOrigins(),
                                                settings.server().onLoopback()),
                                        metrics),
                                new CommandService(
                                        catalogue,
                                        remote,
                                        commands,
                                        settings.signin().ids(),
                                        settings.server().corsOrigins().isEmpty()),
                                new SigninService(settings.signin(), way, log::warning),
                                new TypeaheadService(settings.typeahead(), way, log::warning),
                                new AdminService(
                                        gatekeeper, longRunning.map(LongRunningEngine::operators)),
                                readiness,
                                federation::states,
                                List.of(
                                        new HealthDetail("plugins", settings.plugins()::told),
                                        new HealthDetail(
                                                "long-running",
                                                () ->
                                                        longRunning
                                                                .map(LongRunningEngine::health)
                                                                .orElse(Map.of()))),
                                journal,
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
                .forEach((file, what) -> log.info("plugin %s: %s".formatted(file, what)));
        settings.plugins().listen((file, why) -> log.warning(broken(file, why)));
        log.info(
                "listening on http://%s:%d, %d commands"
                        .formatted(settings.server().host(), port(), catalogue.entries().size()));
        dev.ifPresent(it -> log.info(it.announcement()));
    }

    /// An engine whose listener cannot be had lets go of its store.
    private Listener listening(Supplier<Listener> start) {
        try {
            return start.get();
        } catch (RuntimeException e) {
            longRunning.ifPresent(LongRunningEngine::close);
            throw e;
        }
    }

    /// Starts to listen. The log stays the caller's to close, after this.
    static ConnectorProxy start(AllSettings settings, LogWriter log) {
        var egress = HttpEgress.create(settings.egress());
        var dev = Optional.<DevSide>empty();
        try {
            dev = DevSide.start(settings, log);
            return new ConnectorProxy(settings, log, egress, dev);
        } catch (RuntimeException e) {
            dev.ifPresent(DevSide::close);
            settings.closeConnectors();
            egress.close();
            throw e;
        }
    }

    /// The line that tells of a broken plugin.
    static String broken(String file, String why) {
        return "plugin %s is broken: %s".formatted(file, why);
    }

    /// The port it listens on.
    int port() {
        return listener.port();
    }

    /// The port of the development server, if there is one.
    Optional<Integer> devPort() {
        return dev.map(DevSide::port);
    }

    /// Takes no new work, lets work in flight finish within the grace period, and ends.
    @Override
    public void close() {
        log.info("shutting down");
        readiness.drain();
        draining.set();
        federation.close();
        commands.close();
        longRunning.ifPresent(LongRunningEngine::drain);
        dev.ifPresent(DevSide::close);
        if (!awaitIdle(settings.server().shutdownGrace())) {
            log.warning("some commands did not end within server.shutdown-grace and are cut off");
            longRunning.ifPresent(LongRunningEngine::cut);
            egress.close();
        }
        listener.close();
        longRunning.ifPresent(LongRunningEngine::close);
        settings.closeConnectors();
        egress.close();
    }

    private boolean awaitIdle(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean idle = commands.awaitIdle(patience);
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return longRunning.map(it -> it.awaitIdle(left)).orElse(true) && idle;
    }
}
