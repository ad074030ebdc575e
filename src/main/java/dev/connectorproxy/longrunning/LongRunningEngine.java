package dev.connectorproxy.longrunning;

import dev.connectorproxy.catalogue.LongRunning;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Everything that keeps, runs and delivers calls whose result comes later: one per process, opened only where the settings
/// name an origin that may be called. Constructed first, then started: no worker sees it half built.
public final class LongRunningEngine implements AutoCloseable {
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
    private final List<Work> delivering;
    private final Housekeeping housekeeping;

    private LongRunningEngine(
            LongRunningSettings settings,
            LongRunning.Commands commands,
            Around around,
            Database database) {
        var watch = around.watch();
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
        this.runs =
                new Runs(runStore, commands, around.fence(), clock, watch, this::hurryDeliveries);
        var client = new CallbackClient(settings.callback(), around.secrets());
        var comebacks =
                new Comebacks(
                        database,
                        clock,
                        settings.callback().allow().stream().map(Origin::toString).toList());
        var table = new RetryTable(() -> ThreadLocalRandom.current().nextDouble());
        var retries = new RetryPlan(table, comebacks, clock);
        var deliveries = new Deliveries(deliveryStore, vault, client, retries, clock, watch);
        if (!database.isPostgres()) {
            runStore.freeAll();
        }
        var process = UUID.randomUUID().toString();
        this.running =
                new Work(
                        database,
                        new Work.Plan(
                                "lr_runs", Intake.RUN, process, settings.running(), LAST_WORD),
                        runs::run);
        this.delivering =
                settings.callback().allow().stream()
                        .map(origin ->
                                new Work(
                                        database,
                                        new Work.Plan(
                                                "lr_deliveries",
                                                origin.toString(),
                                                process,
                                                settings.callback().perOrigin(),
                                                LAST_WORD),
                                        deliveries::deliver))
                        .toList();
        this.calls =
                new DurableCalls(
                        settings,
                        new Intake(database, vault, clock),
                        runs,
                        clock,
                        watch,
                        running::hurry);
        this.housekeeping =
                new Housekeeping(
                        settings.keep(),
                        new Housekeeping.Stores(runStore, deliveryStore, invocations, comebacks),
                        calls,
                        () -> deliveries.mark(client.credentials()),
                        clock,
                        this::hurryDeliveries);
    }

    /// What it needs of the rest of the program.
    ///
    /// @param fence the way out of those commands
    /// @param secrets puts the values in the place of their names in a text of the settings
    public record Around(
            Watch watch, FencedEgress fence, Function<String, Optional<String>> secrets) {}

    /// Opens the store; nothing runs before [#start()].
    ///
    /// @throws StoreException it cannot be opened
    public static LongRunningEngine open(
            LongRunningSettings settings, LongRunning.Commands commands, Around around) {
        if (!settings.store().isPostgres()) {
            Database.prepare(settings.store().directory());
        }
        var database = Database.open(settings.store());
        try {
            return new LongRunningEngine(settings, commands, around, database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// Begins with what is due.
    public void start() {
        running.start();
        delivering.forEach(Work::start);
        housekeeping.start();
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

    /// What operators may see and do.
    public Invocations operators() {
        return new Operators(
                new Operators.Stores(invocations, runStore),
                runs,
                commands.failing(),
                settings.showContents(),
                new Operators.Due(this::hurryDeliveries, this::redrive));
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

    private void redrive() {
        housekeeping.scheduleMissing();
        hurryDeliveries();
    }

    private void hurryDeliveries() {
        delivering.forEach(Work::hurry);
    }

    private static SealingKey key(StoreSettings settings, Watch watch) {
        return settings.key().orElseGet(() -> KeyFile.in(settings.directory(), watch::warning));
    }
}
