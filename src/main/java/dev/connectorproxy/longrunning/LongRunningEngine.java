package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.LongRunning;
import dev.connectorproxy.spi.ConnectorException;
import dev.connectorproxy.spi.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// Everything that keeps, runs and delivers calls whose result comes later: one per process, opened only where the settings
/// name an origin that may be called.
public final class LongRunningEngine implements Invocations, AutoCloseable {
    private static final Duration LAST_WORD = Duration.ofSeconds(3);

    private final LongRunningSettings settings;
    private final LongRunning.Commands commands;
    private final Database database;
    private final InvocationStore invocations;
    private final DeliveryStore deliveryStore;
    private final RunStore runStore;
    private final Runs runs;
    private final DurableCalls calls;
    private final Work running;
    private final List<Work> delivering = new ArrayList<>();
    private final Housekeeping housekeeping;

    private LongRunningEngine(
            LongRunningSettings settings,
            LongRunning.Commands commands,
            FencedEgress fence,
            Watch watch,
            Database database) {
        this.settings = settings;
        this.commands = commands;
        this.database = database;
        var clock = Clock.systemUTC();
        var vault =
                Vault.open(
                        database,
                        new Seal(key(settings.store(), watch), settings.store().oldKeys()));
        this.invocations = new InvocationStore(database, vault, clock);
        this.deliveryStore = new DeliveryStore(database, vault, clock);
        this.runStore = new RunStore(database, vault, clock);
        this.runs = new Runs(runStore, commands, fence, clock, watch, this::hurryDeliveries);
        var client = new CallbackClient(settings.callback());
        var retries = new RetryTable(() -> ThreadLocalRandom.current().nextDouble());
        var deliveries = new Deliveries(deliveryStore, vault, client, retries, clock, watch);
        if (!database.isPostgres()) {
            runStore.freeAll();
        }
        var process = UUID.randomUUID().toString();
        this.running =
                Work.start(
                        database,
                        new Work.Plan(
                                "lr_runs", Intake.RUN, process, settings.running(), LAST_WORD),
                        runs::run);
        for (var origin : settings.callback().allow()) {
            delivering.add(
                    Work.start(
                            database,
                            new Work.Plan(
                                    "lr_deliveries",
                                    origin.toString(),
                                    process,
                                    settings.callback().perOrigin(),
                                    LAST_WORD),
                            deliveries::deliver));
        }
        this.calls =
                new DurableCalls(
                        settings, new Intake(database, vault, clock), runs, clock, running::hurry);
        this.housekeeping =
                new Housekeeping(
                        settings.keep(),
                        new Housekeeping.Stores(runStore, deliveryStore, invocations),
                        calls,
                        () -> deliveries.mark(client.credentials()),
                        clock,
                        this::hurryDeliveries);
        housekeeping.start();
    }

    /// Opens the store and begins with what is due.
    ///
    /// @param fence the way out of those commands
    /// @throws StoreException it cannot be opened
    public static LongRunningEngine start(
            LongRunningSettings settings,
            LongRunning.Commands commands,
            FencedEgress fence,
            Watch watch) {
        Database.prepare(settings.store().directory());
        var database = Database.open(settings.store());
        try {
            return new LongRunningEngine(settings, commands, fence, watch, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Where calls are taken.
    public LongRunning calls() {
        return calls;
    }

    /// How many there are.
    public Census census() {
        return housekeeping.census();
    }

    /// What health tells.
    public Map<String, String> health() {
        var census = census();
        var told = new TreeMap<String, String>();
        boolean degraded =
                !census.reachable() || census.of(State.HELD) > 0 || census.of(State.DEAD) > 0;
        told.put("degraded", Boolean.toString(degraded));
        told.put("store", census.reachable() ? "up" : "down");
        told.put("held", Long.toString(census.of(State.HELD)));
        told.put("dead letters", Long.toString(census.of(State.DEAD)));
        return told;
    }

    @Override
    public List<Invocation> list(Filter filter) {
        return invocations.list(filter);
    }

    @Override
    public Optional<Invocation> find(String id) {
        return invocations.find(id);
    }

    @Override
    public Optional<Invocation.Contents> contents(String id) {
        return settings.showContents() ? invocations.contents(id) : Optional.empty();
    }

    @Override
    public boolean cancel(String id) {
        var fence = invocations.fence(id);
        if (fence.isEmpty()) {
            return invocations.abandon(id);
        }
        var command = invocations.find(id).orElseThrow().from().command();
        var told =
                fence.get() == 0
                        ? "an operator cancelled it before it was begun"
                        : "an operator cancelled it while it ran; whether it took effect is not known";
        var outcome =
                commands.failing()
                        .failed(
                                command,
                                new ConnectorException(ErrorCode.INVOCATION_CANCELLED, told));
        if (!runStore.finish(id, fence.get(), outcome)) {
            return false;
        }
        runs.interrupt(id);
        hurryDeliveries();
        return true;
    }

    @Override
    public boolean redrive(String id) {
        boolean due = invocations.redrive(id);
        if (due) {
            housekeeping.scheduleMissing();
            hurryDeliveries();
        }
        return due;
    }

    /// Begins with nothing more.
    public void drain() {
        running.pause();
    }

    /// Waits until no command runs.
    ///
    /// @return whether that came about in time
    public boolean awaitIdle(Duration patience) {
        return runs.awaitIdle(patience);
    }

    /// From now on the failure of a command may be one of this process that ends.
    public void cut() {
        runs.cut();
    }

    /// Ends. What runs is left to the next process, which knows what may be done with it.
    @Override
    public void close() {
        runs.cut();
        housekeeping.close();
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            closing.submit(running::close);
            delivering.forEach(it -> closing.submit(it::close));
        }
        database.close();
    }

    private void hurryDeliveries() {
        delivering.forEach(Work::hurry);
    }

    private static SealingKey key(StoreSettings settings, Watch watch) {
        return settings.key().orElseGet(() -> KeyFile.in(settings.directory(), watch::warning));
    }
}
