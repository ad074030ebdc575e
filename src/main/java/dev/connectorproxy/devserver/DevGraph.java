package dev.connectorproxy.devserver;

import dev.connectorproxy.devserver.api.DevErrorBody;
import dev.connectorproxy.devserver.api.DevErrorHandler;
import dev.connectorproxy.devserver.api.JsonBodyReader;
import dev.connectorproxy.devserver.command.FileGraph;
import dev.connectorproxy.devserver.connector.CapabilityCalls;
import dev.connectorproxy.devserver.connector.ConnectorFacts;
import dev.connectorproxy.devserver.connector.ConnectorInstanceFactory;
import dev.connectorproxy.devserver.connector.ConnectorRegistry;
import dev.connectorproxy.devserver.connector.ProviderCalls;
import dev.connectorproxy.devserver.connector.RecordedConnectors;
import dev.connectorproxy.devserver.connector.Renewal;
import dev.connectorproxy.devserver.fault.FaultRegistry;
import dev.connectorproxy.devserver.fault.FaultRoutes;
import dev.connectorproxy.devserver.fetch.PageSizeRoutes;
import dev.connectorproxy.devserver.fetch.PageSizes;
import dev.connectorproxy.devserver.generic.GenericContractRoutes;
import dev.connectorproxy.devserver.generic.ServeRoutes;
import dev.connectorproxy.devserver.generic.ServedConnectors;
import dev.connectorproxy.devserver.memory.ChangeSaver;
import dev.connectorproxy.devserver.memory.ConnectorHistory;
import dev.connectorproxy.devserver.memory.ConnectorMemory;
import dev.connectorproxy.devserver.reload.ReloadService;
import dev.connectorproxy.devserver.reload.ReloadSettings;
import dev.connectorproxy.devserver.state.StateQuota;
import dev.connectorproxy.security.CallerAuthenticator;
import dev.connectorproxy.server.CrossSiteCheck;
import dev.connectorproxy.server.ErrorBody;
import dev.connectorproxy.server.Listener;
import dev.connectorproxy.server.RouteTable;
import dev.connectorproxy.spi.payment.ProviderContext;
import io.helidon.webserver.http.HttpRouting;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The object graph of one development server, and the routes, filter and error handlers of its listener.
final class DevGraph implements Listener.Service {
    private static final long MAX_BYTES = 16 << 20;
    private static final int MAX_SECRETS = 10_000;

    private final InstantSource clock = InstantSource.system();
    private final DevServerSettings settings;
    private final DevServer.Dependencies dependencies;
    private final ProviderCalls calls;
    private final ConnectorInstanceFactory instanceFactory;
    private final ConnectorRegistry connectors;
    private final MoneyGraph money = new MoneyGraph(clock);
    private final ConnectorHistory<String, String> secrets =
            new ConnectorHistory<>(MAX_SECRETS, MAX_BYTES);
    private final RecordingGraph recording;
    private final WalkGraph walks;
    private final FaultRegistry faults = new FaultRegistry();
    private final ServedConnectors served = new ServedConnectors();
    private final ConnectorFacts facts = new ConnectorFacts(clock);
    private final ExampleDirectories directories;
    private final PageSizes pageSizes;
    private final CodeGraph code;
    private final FileGraph files;
    private final Optional<StateFile> stateFile;

    DevGraph(DevServerSettings settings, DevServer.Dependencies dependencies) {
        this.settings = settings;
        this.dependencies = dependencies;
        this.directories = new ExampleDirectories(dependencies.log());
        this.recording = recordingGraph();
        this.walks = new WalkGraph(settings, dependencies, clock, recording.fetches());
        this.calls =
                new ProviderCalls(
                        settings.inFlight(),
                        settings.fetchTimeout(),
                        settings.debug(),
                        dependencies.log(),
                        recording.calls());
        this.instanceFactory =
                new ConnectorInstanceFactory(
                        dependencies.providers(),
                        new ProviderContext(
                                dependencies.egress(),
                                recording.clock(),
                                dependencies.log()::warning),
                        recording.egresses(),
                        calls,
                        new StateQuota(settings.states()),
                        money.webhooks(),
                        secrets,
                        dependencies.references());
        this.connectors = new ConnectorRegistry(settings.connectors(), memories());
        this.pageSizes = new PageSizes(settings.pageSize(), settings.maxPageSize());
        var snapshots =
                new StateSnapshots(
                        connectors, pageSizes, instanceFactory, facts, dependencies.log());
        this.stateFile =
                settings.stateFile()
                        .map(path -> new StateFile(path, snapshots, dependencies.log()));
        this.code = CodeGraph.open(settings, dependencies, reloadService(snapshots));
        this.files = fileGraph();
    }

    private FileGraph fileGraph() {
        var memories = Stream.concat(Stream.of(faults), recording.memories().stream());
        return new FileGraph(
                dependencies.commands(),
                new FileGraph.Surroundings(
                        recording.egresses(), calls, memories.toList(), clock, dependencies.log()),
                settings.reload().mode() != ReloadSettings.Mode.MANUAL);
    }

    private ReloadService reloadService(StateSnapshots snapshots) {
        return new ReloadService(
                dependencies.providers(),
                new Renewal(connectors, instanceFactory, facts),
                calls,
                walks.pages(),
                clock,
                dependencies.log(),
                settings.debug(),
                snapshots::restoreMissing,
                report -> walks.reloaded(report, connectors));
    }

    /// What is kept of connectors, and forgotten when they are deleted.
    private List<ConnectorMemory> memories() {
        var own = Stream.<ConnectorMemory>of(secrets, faults, served, facts, directories);
        var others = Stream.of(walks.memories(), money.memories(), recording.memories());
        return Stream.concat(own, others.flatMap(List::stream)).toList();
    }

    @Override
    public String hostSetting() {
        return "dev-server.address";
    }

    @Override
    public String portSetting() {
        return "dev-server.address: port";
    }

    @Override
    public ErrorBody errors() {
        return new DevErrorBody();
    }

    @Override
    public void routing(HttpRouting.Builder routing) {
        routing.addFilter(
                        new DevAccessFilter(
                                new CallerAuthenticator(
                                        settings.security(), dependencies.log()::warning),
                                new CrossSiteCheck(List.of(), settings.listener().isOnLoopback())))
                .addFeature(new DevErrorHandler(dependencies.log()));
        register(routing).close(errors());
    }

    /// Registers the services, without the responses where no route matches.
    RouteTable register(HttpRouting.Builder routing) {
        var changes = stateFile.<ChangeSaver>map(file -> file::save).orElse(() -> {});
        var bodyReader = new JsonBodyReader(settings.listener().maxRequestBytes());
        var creation = new ConnectorCreation(connectors, instanceFactory, facts, changes);
        var capabilityCalls = new CapabilityCalls(dependencies.providers(), calls);
        var setups = money.setups(connectors, capabilityCalls, changes);
        return code.register(new RouteTable(routing), bodyReader)
                .register("/", walks.services(connectors, calls, pageSizes, changes, bodyReader))
                .register(
                        "/",
                        new DevPages(),
                        files.routes(bodyReader),
                        new FaultRoutes(recorded(), faults, bodyReader),
                        new ServeRoutes(connectors, served, bodyReader),
                        new GenericContractRoutes(
                                connectors,
                                served,
                                walks.rows(),
                                capabilityCalls,
                                bodyReader,
                                clock))
                .register("/", money.services(setups, instanceFactory, bodyReader))
                .register(
                        "/", recording.tests(connectors, instanceFactory, walks.runs(), bodyReader))
                .register("/", recording.services(recorded(), calls, walks.rows(), bodyReader))
                .register("/", recording.ofRows(connectors, walks.rows(), bodyReader))
                .register(
                        "/connectors",
                        new ConnectorRoutes(
                                connectors,
                                creation,
                                calls,
                                bodyReader,
                                setups,
                                changes,
                                code.details()))
                .register("/examples", exampleRoutes(creation, bodyReader))
                .register("/config", new PageSizeRoutes(pageSizes, bodyReader, changes));
    }

    private ExampleRoutes exampleRoutes(ConnectorCreation creation, JsonBodyReader bodyReader) {
        var examples = new Examples(dependencies.providers(), calls, settings.debug());
        return new ExampleRoutes(examples, creation, directories, bodyReader);
    }

    private RecordingGraph recordingGraph() {
        return new RecordingGraph(
                settings, dependencies, List.of(faults), clock, id -> recorded().get(id).mask());
    }

    /// The connectors of providers, and those that are files.
    private RecordedConnectors recorded() {
        return files.and(connectors);
    }

    /// The text without the secrets of any connector.
    String mask(String text) {
        return files.mask(connectors.mask(text));
    }

    /// Begins to watch files.
    void startReloads() {
        code.reloads().start();
        files.start();
    }

    void closeReloads() {
        code.reloads().close();
        files.close();
    }

    /// Cancels all runs and reloads, interrupts all calls and ends all streams; deletes the files of examples unless their connectors are kept.
    void close() {
        closeReloads();
        walks.close();
        calls.close();
        if (stateFile.isEmpty()) {
            directories.close();
        }
    }

    Optional<StateFile> stateFile() {
        return stateFile;
    }

    /// The number of providers.
    int providerCount() {
        return dependencies.providers().names(true).size();
    }
}
