package dev.connectorproxy;

import dev.connectorproxy.admin.AdminService;
import dev.connectorproxy.admin.ConnectionOperations;
import dev.connectorproxy.catalogue.Catalogue;
import dev.connectorproxy.catalogue.CommandDirectory;
import dev.connectorproxy.catalogue.CommandId;
import dev.connectorproxy.catalogue.DeferredCallService;
import dev.connectorproxy.connection.ConnectionEgress;
import dev.connectorproxy.connection.Connections;
import dev.connectorproxy.connection.TokenServices;
import dev.connectorproxy.egress.HttpEgress;
import dev.connectorproxy.federation.Federation;
import dev.connectorproxy.limit.LimitUsage;
import dev.connectorproxy.limit.Shares;
import dev.connectorproxy.longrunning.LeaseCheckedEgress;
import dev.connectorproxy.longrunning.LongRunningEngine;
import dev.connectorproxy.longrunning.store.RefreshTokenStore;
import dev.connectorproxy.observe.CommandMetrics;
import dev.connectorproxy.observe.HealthDetail;
import dev.connectorproxy.observe.LimitMetrics;
import dev.connectorproxy.observe.LogWriter;
import dev.connectorproxy.observe.MeteredEgress;
import dev.connectorproxy.observe.Readiness;
import dev.connectorproxy.proxy.CallLogger;
import dev.connectorproxy.proxy.CallResources;
import dev.connectorproxy.proxy.CommandAccessFilter;
import dev.connectorproxy.proxy.CommandHandler;
import dev.connectorproxy.proxy.CommandService;
import dev.connectorproxy.proxy.DeferredCallRunner;
import dev.connectorproxy.secrets.Secrets;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.ListenerTls;
import dev.connectorproxy.settings.SettingsException;
import dev.connectorproxy.signin.SigninService;
import dev.connectorproxy.typeahead.TypeaheadService;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The objects of the program, built by hand. Only builds: no port or database is opened, no request sent, and no command
/// run, so that a failure leaves nothing open.
final class ProxyGraph {
    private final AllSettings settings;
    private final LogWriter log;
    private final MeteredEgress egress;
    private final LocalCatalogue catalogue;
    private final Federation federation;
    private final CommandMetrics metrics;
    private final ConnectionGraph connections;
    private final CallResources resources;
    private final CallerAuthenticator authenticator;
    private final Optional<ListenerTls> tls;
    private final Optional<LongRunningEngine> longRunning;
    private final CommandHandler commands;
    private final Readiness readiness = new Readiness();

    ProxyGraph(AllSettings settings, LogWriter log, HttpEgress httpEgress) {
        this.settings = settings;
        this.log = log;
        var fencedEgress = new LeaseCheckedEgress(httpEgress);
        this.egress = new MeteredEgress(fencedEgress);
        this.catalogue = new LocalCatalogue(settings, new ConnectionEgress(egress));
        this.federation =
                new Federation(settings.federation(), settings.shares(), catalogue::ids, log);
        var directory =
                new CommandDirectory(
                        catalogue.current(), federation, settings::defersRemoteCommand);
        var secrets = new Secrets(settings.secrets(), System.getenv());
        log.setMask(secrets::mask);
        this.metrics =
                new CommandMetrics(
                        catalogue.errorCodes(), id -> directory.isRemote(CommandId.parse(id)), log);
        this.connections = new ConnectionGraph(connections(secrets), directory, log);
        this.resources =
                new CallResources(
                        directory,
                        settings.limits(),
                        settings.callers(),
                        settings.shares(),
                        secrets,
                        connections.connections(),
                        new CallLogger(log, metrics));
        this.authenticator = new CallerAuthenticator(settings.security(), log::warning);
        this.tls = settings.tls().map(files -> new TlsReporter(log).open(files));
        this.longRunning =
                settings.longRunning().isEnabled()
                        ? Optional.of(longRunning(fencedEgress, secrets))
                        : Optional.empty();
        this.commands =
                new CommandHandler(
                        resources,
                        longRunning
                                .map(LongRunningEngine::calls)
                                .orElse(DeferredCallService.DISABLED));
        registerLimits(httpEgress.usage());
    }

    private Connections connections(Secrets secrets) {
        return Connections.of(
                settings.connections(),
                secrets,
                new TokenServices(
                        egress,
                        new StoredRefreshTokens(this::refreshTokens, log::warning),
                        InstantSource.system()));
    }

    private Optional<RefreshTokenStore> refreshTokens() {
        return longRunning.map(LongRunningEngine::refreshTokens);
    }

    /// @throws SettingsException callback credentials are missing or for other origins
    private LongRunningEngine longRunning(LeaseCheckedEgress fencedEgress, Secrets secrets) {
        checkCallback(secrets);
        var deferredCalls =
                new DeferredCallRunner(
                        resources, authenticator::caller, settings.longRunning().deadline());
        var reporter = new LongRunningReporter(log);
        var collaborators =
                new LongRunningEngine.Collaborators(
                        reporter, fencedEgress, secrets::resolve, settings.shares());
        var engine = new LongRunningEngine(settings.longRunning(), deferredCalls, collaborators);
        reporter.registerGauges(engine);
        return engine;
    }

    private void checkCallback(Secrets secrets) {
        var callback = settings.longRunning().callback();
        if (!callback.hasCredentialsForAllOrigins(secrets::maySend)) {
            throw new SettingsException(
                    settings.source()
                            + ": long-running.callback.allow must list only origins that secrets.origins names for the secret in the credentials");
        }
        if (!callback.hasUsableCredentials(secrets::resolve)) {
            throw new SettingsException(
                    settings.source()
                            + ": long-running.callback must name credentials that are there: no secret of that name can be read, or the value has spaces or other characters than printable ASCII");
        }
    }

    private void registerLimits(Map<String, LimitUsage> egressLimits) {
        var keys = new ArrayList<>(settings.security().callerNames());
        keys.add(Shares.ANONYMOUS);
        var limitMetrics = new LimitMetrics(keys);
        limitMetrics.register("in-flight", commands.usage());
        limitMetrics.register("body-bytes", resources.memoryBudget());
        egressLimits.forEach(limitMetrics::register);
        longRunning.ifPresent(engine -> limitMetrics.register("running", engine.usage()));
    }

    /// @param devServer health details of the development server
    Routes routes(Supplier<Map<String, String>> devServer) {
        var signin =
                new SigninService(settings.signin(), egress, connections.signIn(), log::warning);
        return new Routes(
                tls,
                new CommandAccessFilter(
                        authenticator,
                        settings.callers(),
                        settings.server().isOnLoopback(),
                        metrics),
                new CommandService(
                        resources.directory(),
                        commands,
                        settings.callers(),
                        settings.signin().ids()),
                signin,
                new TypeaheadService(settings.typeahead(), egress, log::warning),
                new AdminService(
                        authenticator,
                        longRunning.map(LongRunningEngine::admin),
                        new ConnectionOperations(connections.admin(), signin::link),
                        log::info),
                readiness,
                federation::states,
                List.of(
                        new HealthDetail("plugins", settings.plugins()::statuses),
                        new HealthDetail("connector-files", settings.files()::statuses, true),
                        new HealthDetail(
                                "tls", () -> tls.map(TlsReporter::health).orElse(Map.of())),
                        new HealthDetail("dev-server", devServer),
                        new HealthDetail(
                                "long-running",
                                () -> longRunning.map(LongRunningEngine::health).orElse(Map.of()))),
                resources.callLogger(),
                log);
    }

    /// The commands of this proxy now.
    Catalogue catalogue() {
        return catalogue.current();
    }

    Federation federation() {
        return federation;
    }

    Optional<LongRunningEngine> longRunning() {
        return longRunning;
    }

    CommandHandler commands() {
        return commands;
    }

    ConnectorFileReload connectorFiles() {
        return new ConnectorFileReload(
                settings.files(),
                catalogue,
                resources.directory(),
                federation,
                metrics,
                log,
                new ReentrantLock());
    }

    Reload reload() {
        return new Reload(authenticator, settings.security().keyNames(), tls, log);
    }

    Optional<ListenerTls> tls() {
        return tls;
    }

    Readiness readiness() {
        return readiness;
    }
}
